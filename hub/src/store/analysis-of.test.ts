import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeatEvent } from '@invigil/contract';
import { sql } from 'kysely';
import { planRooms } from '../lib/room-plan.js';
import { hashed, BOOT, OTHER_BOOT, minuteAt, testConfig, testMinute } from '../lib/testing.js';
import { bootId, insertRows, rowsOf } from './events.js';
import { openDatabase } from './open-database.js';
import { enrolSeats, loadSeats } from './seats.js';
import { dialectOf } from './dialect.js';
import { recordOf } from './store-ports.js';
import { planOf } from './test-guards.js';

const HOUR = 3_600_000;
const SEATS = ['a1', 'a2', 'a3', 'a4', 'a5'];

async function setUp() {
  const config = testConfig({
    rooms: [
      {
        room: 'r2',
        name: 'Room 2',
        rows: 1,
        columns: 5,
        seats: SEATS.map((seat, index) => ({
          seat,
          label: seat,
          row: 1,
          column: index + 1,
          tokenHash: `${index}`.repeat(64),
        })),
      },
      {
        room: 'r3',
        name: 'Room 3',
        rows: 1,
        columns: 1,
        seats: [{ seat: 'a1', label: 'A1', row: 1, column: 1, tokenHash: 'a'.repeat(64) }],
      },
    ],
  });
  const db = await openDatabase(config);
  await enrolSeats(db, planRooms(config));
  const seatIds = new Map([...(await loadSeats(db, 'north'))].map(([key, { id }]) => [key, id]));
  const keep = async (key: string, events: SeatEvent[], boot = BOOT) => {
    const seatId = seatIds.get(key) ?? 0;
    await insertRows(db, rowsOf({ seatId, bootId: await bootId(db, seatId, boot) }, events.map(hashed), 0));
  };
  const { analysis } = recordOf(db, 'north', seatIds);
  return { db, keep, analysis };
}

test('a minute counts once however often it is told, and a late one takes its place', async () => {
  const { keep, analysis } = await setUp();
  await keep('r2/a1', [minuteAt(1, testMinute(0)), minuteAt(3, testMinute(2))]);
  await keep('r2/a1', [minuteAt(3, testMinute(2)), minuteAt(4, testMinute(2))]);
  await keep('r2/a1', [minuteAt(2, testMinute(1, 3), { hist: true })]);
  const told = await analysis('r2/a1', 0, HOUR);
  assert.deepEqual(
    told?.minutes.map(({ from }) => from / 60_000),
    [0, 1, 2],
  );
  assert.equal(told.session, 'maths');
  assert.deepEqual(told.measures.find(({ measure }) => measure === 'looks-left')?.perMinute, [0, 3, 0]);
});

test('only the newest session in the time counts, over a restart of its seat', async () => {
  const { keep, analysis } = await setUp();
  await keep('r2/a1', [minuteAt(1, testMinute(0), { session: 'physics' }), minuteAt(2, testMinute(10))]);
  await keep('r2/a1', [minuteAt(1, testMinute(11))], OTHER_BOOT);
  const minutesOf = async (from: number, to: number) => {
    const told = await analysis('r2/a1', from * 60_000, to * 60_000);
    return [told?.session, ...(told?.minutes.map(({ from: at }) => at / 60_000) ?? [])];
  };
  assert.deepEqual(await minutesOf(0, 60), ['maths', 10, 11]);
  assert.deepEqual(await minutesOf(0, 5), ['physics', 0]);
  assert.deepEqual(await minutesOf(11.5, 60), ['maths', 11]);
  assert.deepEqual(await minutesOf(12.5, 60), [null]);
  assert.equal(await analysis('r2/zz', 0, HOUR), undefined);
});

test('the room is its other seats at the same time, and no other room', async () => {
  const { keep, analysis } = await setUp();
  for (const seat of SEATS) {
    // Everyone looks up at the clock in the last minutes; a1 looks to the left as well.
    const minutes = [0, 1, 2, 3, 4].map((number) =>
      testMinute(number, seat === 'a1' && number > 1 ? 4 : 0, {
        looks: {
          ...testMinute(number, seat === 'a1' && number > 1 ? 4 : 0).looks,
          up: { count: number > 1 ? 5 : 0, totalMs: 0, longestMs: 0 },
        },
      }),
    );
    await keep(
      `r2/${seat}`,
      minutes.map((minute, index) => minuteAt(index + 1, minute)),
    );
  }
  await keep('r3/a1', [minuteAt(1, testMinute(4, 50))]);
  const told = await analysis('r2/a1', 0, HOUR);
  const roomOf = (measure: string) => told?.measures.find((one) => one.measure === measure)?.room;
  assert.deepEqual(roomOf('looks-up'), { recent: 5, others: 5, z: 0, seats: 4 });
  assert.deepEqual(roomOf('looks-left'), { recent: 4, others: 0, z: 12, seats: 4 });
});

test('minutes are found by their index', async () => {
  const { db } = await setUp();
  const from = dialectOf(db).jsonNumber('body', ['minute', 'from']);
  const query = sql`select body from event where seat_id = 1 and type = 'analysis' and ${from} >= 1 order by ${from} desc`;
  const plan = await planOf(db, query);
  // An index of a partition is named by its partition and its columns.
  assert.match(
    plan,
    dialectOf(db).name === 'sqlite' ? /event_minute/ : /Index Scan \w+ using event_\w+json_number_idx/,
  );
  assert.doesNotMatch(plan, /TEMP B-TREE|Sort {2}\(cost/);
});
