import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRooms } from '../lib/room-plan.js';
import { hashed, BOOT, riskAt, testConfig, testSignal } from '../lib/testing.js';
import { bootId, insertRows, rowsOf } from './events.js';
import { openDatabase } from './open-database.js';
import { enrolSeats, loadSeats } from './seats.js';
import { saveSignal } from './signals.js';
import { timelineOf } from './timeline.js';

async function setUp() {
  const config = testConfig();
  const db = await openDatabase(config);
  await enrolSeats(db, planRooms(config));
  const seatId = (await loadSeats(db, 'north')).get('r2/a1')?.id ?? 0;
  return { db, seatId, bootId: await bootId(db, seatId, BOOT) };
}

test('begins with the risk that held before, and gives the signals that overlap', async () => {
  const { db, ...place } = await setUp();
  await insertRows(
    db,
    rowsOf(
      place,
      [riskAt(1, 1000, 5), riskAt(2, 2000, 10), riskAt(3, 5000, 20), riskAt(4, 9000, 30)].map(hashed),
      0,
    ),
  );
  const spans: [number, number | null][] = [
    [0, 1000],
    [1000, 4000],
    [5000, null],
    [7000, null],
  ];
  for (const [number, [startedAt, endedAt]] of spans.entries()) {
    await saveSignal(
      db,
      place.seatId,
      testSignal({ number, startedAt, openedAt: startedAt, endedAt }),
      false,
    );
  }
  const timeline = await timelineOf(db, place.seatId, 3000, 6000);
  assert.deepEqual(
    timeline.risk.map(({ at, risk }) => [at, risk.score]),
    [
      [2000, 10],
      [5000, 20],
    ],
  );
  assert.deepEqual(
    timeline.signals.map((signal) => signal.startedAt),
    [1000, 5000],
  );
});

test('gives a long time with fewer points and loses no peak', async () => {
  const { db, ...place } = await setUp();
  const events = Array.from({ length: 9000 }, (_, index) =>
    riskAt(index + 1, index * 250, index === 4321 ? 99 : 5),
  );
  await insertRows(db, rowsOf(place, events.map(hashed), 0));
  const { risk } = await timelineOf(db, place.seatId, 0, 9000 * 250);
  assert.ok(risk.length <= 4001 && risk.length > 3000, `${risk.length} points`);
  assert.deepEqual(
    risk.filter((point) => point.risk.score === 99).map((point) => point.at),
    [4321 * 250],
  );
});

test('an event that is stored is not stored again', async () => {
  const { db, ...place } = await setUp();
  await insertRows(db, rowsOf(place, [hashed(riskAt(1, 1000, 5))], 0));
  await insertRows(db, rowsOf(place, [riskAt(1, 1000, 50), riskAt(2, 1100, 6)].map(hashed), 0));
  const { risk } = await timelineOf(db, place.seatId, 0, 2000);
  assert.deepEqual(
    risk.map((point) => point.risk.score),
    [5, 6],
  );
});
