import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { KyselyPlugin } from 'kysely';
import { planRooms } from '../lib/room-plan.js';
import { BOOT, testConfig, testSignal } from '../lib/testing.js';
import { saveEvidence } from './evidence.js';
import { regroup } from './incidents-of-seat.js';
import { findIncidents, incidentsById, recentIncidents } from './incidents-read.js';
import { openDatabase } from './open-database.js';
import { enrolSeats, loadSeats } from './seats.js';
import { saveSignal } from './signals.js';

/** Two seats that tell the same: their signals and incidents have the same ids. */
async function setUp(incidents: number) {
  const config = testConfig();
  const db = await openDatabase(config);
  await enrolSeats(db, planRooms(config));
  const seatIds = [...(await loadSeats(db, 'north')).values()].map((row) => row.id);
  for (const seatId of seatIds) {
    for (let number = 1; number <= incidents; number += 1) {
      const startedAt = number * 100_000;
      const signal = testSignal({ number, startedAt, openedAt: startedAt + 1, endedAt: startedAt + 1000 });
      await saveSignal(db, seatId, signal, false);
      await regroup(db, seatId, signal.id, 10_000);
      const sha256 = `${seatId}${number}`.padEnd(64, 'a');
      await saveEvidence(db, seatId, signal.id, [{ sha256, takenAt: startedAt, role: 'moment' }]);
    }
  }
  let queries = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      queries += 1;
      return result;
    },
  };
  return { db: db.withPlugin(counter), seatIds, queries: () => queries };
}

test('loads a list of incidents with as many queries as one', async () => {
  const { db, queries } = await setUp(20);
  assert.equal((await findIncidents(db, 'north', { limit: 100 })).length, 40);
  assert.equal(queries(), 6);
  assert.equal((await findIncidents(db, 'north', { limit: 1 })).length, 1);
  assert.equal(queries(), 12);
});

test('gives each incident its own signals and pictures, and the newest first', async () => {
  const { db, seatIds } = await setUp(3);
  const found = await findIncidents(db, 'north', { limit: 4 });
  assert.deepEqual(
    found.map((one) => one.startedAt),
    [300_000, 300_000, 200_000, 200_000],
  );
  for (const one of await recentIncidents(db, 'north', 0)) {
    const seatId = seatIds[one.seat === 'a1' ? 0 : 1];
    assert.deepEqual(
      one.signals.map((signal) => signal.startedAt),
      [one.startedAt],
    );
    assert.equal(one.evidence.length, 1);
    assert.ok(one.evidence[0]?.sha256.startsWith(`${seatId}`));
  }
  const [only, ...others] = await incidentsById(db, seatIds[1] ?? 0, [`${BOOT}-2`]);
  assert.deepEqual([only?.seat, only?.startedAt, others.length], ['a2', 200_000, 0]);
  assert.deepEqual(await findIncidents(db, 'south', { limit: 4 }), []);
});
