import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { tempFolder } from '../lib/testing.js';
import { rights } from './migrations/0009-rights.js';
import { openSqlite } from './open-sqlite.js';
import { findUser } from './users.js';

test('lets an invigilator of before keep the rooms that the hub knew of', async () => {
  const db = await openSqlite(tempFolder());
  // Back to what was before this migration.
  for (const statement of [
    'drop table audit',
    'drop table user_room',
    'alter table login drop column address',
  ]) {
    await sql.raw(statement).execute(db);
  }
  await sql`insert into seat (centre, room, seat) values ('n', 'r2', 'a1'), ('n', 'r2', 'a2'), ('n', 'r3', 'a1')`.execute(
    db,
  );
  await sql`insert into user (name, role, password_hash, created_at)
    values ('eva', 'invigilator', '', 1), ('max', 'admin', '', 1)`.execute(db);
  await rights.up(db);
  assert.deepEqual((await findUser(db, 'eva'))?.rooms, ['r2', 'r3']);
  assert.equal((await findUser(db, 'max'))?.rooms, undefined);
});
