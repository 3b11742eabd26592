import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyDatabase } from '../lib/test-database.js';
import { freePort, hashed, riskAt, tempFolder } from '../lib/testing.js';
import { judgeStore } from '../doctor/judge-hub.js';
import { bootId, insertRows, rowsOf } from './events.js';
import { lookAtDatabase } from './look-at-database.js';
import { openDatabase } from './open-database.js';

test('a database is looked at empty, in use, and away, and doctor says what to do', async () => {
  const database = emptyDatabase();
  assert.deepEqual(await lookAtDatabase(database, 1000), { type: 'none' });
  const db = await openDatabase({ dataDir: tempFolder(), database });
  await db
    .insertInto('seat')
    .values([
      { centre: 'north', room: 'r2', seat: 'a1', heard_at: 60_000 },
      { centre: 'north', room: 'r2', seat: 'a2', heard_at: 1000 },
      { centre: 'north', room: 'r2', seat: 'a3' },
    ])
    .execute();
  const boot = await bootId(db, 1, 'a'.repeat(16));
  await insertRows(db, rowsOf({ seatId: 1, bootId: boot }, [hashed(riskAt(1, 1, 1))], 1));
  const look = await lookAtDatabase(database, 70_000);
  await db.destroy();
  assert.ok(look.type === 'seen');
  assert.deepEqual([look.pending, look.unknown, look.seats, look.heardLately], [[], [], 2, 1]);
  assert.ok(look.sizeMb > 1);
  assert.deepEqual(
    judgeStore(look).map(({ check, verdict }) => [check, verdict]),
    [
      ['store', 'ok'],
      ['migrations', 'ok'],
      ['seats', 'ok'],
    ],
  );

  const nowhere = { url: `postgres://invigil:secret@127.0.0.1:${await freePort()}/hub` };
  const [away] = judgeStore(await lookAtDatabase(nowhere, 1000));
  assert.equal(away?.verdict, 'fail');
  assert.match(
    JSON.stringify(away),
    /postgres:\/\/127\.0\.0\.1:\d+\/hub does not answer: connect ECONNREFUSED/,
  );
  assert.match(JSON.stringify(away), /seats keep what they tell/);
  assert.doesNotMatch(JSON.stringify(away), /secret/);
});
