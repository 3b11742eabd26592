import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buffer } from 'node:stream/consumers';
import { strFromU8, unzipSync } from 'fflate';
import { ENGLISH } from '../lib/reader.js';
import { planRooms } from '../lib/room-plan.js';
import { insertExam } from '../store/exams.js';
import { askHold, confirmHold } from '../store/holds.js';
import { addSitting, keepCandidate, setPlace } from '../store/sittings.js';
import { AT, DAY_MS, MATHS, REQUEST, privacySetUp, storyOf, tellAll } from '../test-privacy.js';
import { exportSession } from './session-export.js';

/** Exam maths, which ended at AT; Kim sat at a1 and the seat told of it, Lee at a2 which told nothing, Moe nowhere. */
async function setUp() {
  const hub = await privacySetUp();
  const { db } = hub;
  const fields = { name: 'Maths', rooms: ['r2'], startsAt: AT - 60 * 60_000, minutes: 60, policy: null };
  await insertExam(db, { exam: 'maths', ...fields });
  for (const [number, name, seat] of [
    ['1', 'Kim', 'a1'],
    ['2', 'Lee', 'a2'],
    ['3', 'Moe', null],
  ] as const) {
    const id = await keepCandidate(db, { number, name, accommodations: null });
    await addSitting(db, 'maths', id);
    if (seat !== null) await setPlace(db, 'maths', id, { room: 'r2', seat });
  }
  await tellAll(hub, storyOf('maths'));
  const names = async () => {
    const rows = await db.selectFrom('candidate').select('name').orderBy('name').execute();
    return rows.map(({ name }) => name).join();
  };
  return { ...hub, names };
}

test('who sat at a seat is in what they get, and leaves with the erasure of its session', async () => {
  const { clock, config, db, erasures, names, pictures, seatIds } = await setUp();
  const deps = { db, plan: planRooms(config), seatIds, pictures, noticeHash: undefined };
  const zip = await exportSession(deps, MATHS, clock.at, ENGLISH);
  assert.ok(zip !== undefined);
  const page = strFromU8(unzipSync(await buffer(zip))['index.html'] ?? new Uint8Array());
  assert.match(page, /entered you as Kim, number 1\. Arranged with you: nothing/);
  clock.at = AT + 2 * DAY_MS;
  const receipt = await erasures.erase(MATHS, REQUEST);
  assert.ok(typeof receipt === 'object');
  assert.deepEqual([receipt.counts['candidates'], await names()], [1, 'Lee,Moe']);
});

test('one who is in another exam too stays until that ends', async () => {
  const { clock, db, erasures, names } = await setUp();
  const fields = { name: 'Physics', rooms: ['r2'], startsAt: AT + 5 * DAY_MS, minutes: 60, policy: null };
  await insertExam(db, { exam: 'physics', ...fields });
  await addSitting(
    db,
    'physics',
    await keepCandidate(db, { number: '1', name: 'Kim', accommodations: null }),
  );
  clock.at = AT + 2 * DAY_MS;
  await erasures.erase(MATHS, REQUEST);
  assert.equal(await names(), 'Kim,Lee,Moe');
  clock.at = AT + 94 * DAY_MS;
  await erasures.sweep(50);
  assert.equal(await names(), 'Kim');
  clock.at = AT + 96 * DAY_MS;
  await erasures.sweep(50);
  assert.equal(await names(), '');
});

test('those of whom nothing is kept leave when a record would, and a hold keeps who it is about', async () => {
  const { clock, db, erasures, names } = await setUp();
  const place = { seatId: 1, session: 'maths' };
  clock.at = AT + 89.9 * DAY_MS;
  await askHold(db, place, { by: 'Ada', at: clock.at, reason: 'an appeal' });
  await confirmHold(db, place, { by: 'Bob', at: clock.at });
  await erasures.sweep(50);
  assert.equal(await names(), 'Kim,Lee,Moe');
  clock.at = AT + 91 * DAY_MS;
  await erasures.sweep(50);
  assert.equal(await names(), 'Kim');
  const row = await db.selectFrom('audit').selectAll().where('verb', '=', 'candidates-erased').execute();
  assert.deepEqual(
    row.map(({ count, subject }) => [count, subject]),
    [[2, 'retention']],
  );
});
