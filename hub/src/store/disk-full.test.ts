import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { tempFolder } from '../lib/testing.js';
import { isDiskFull } from './disk-full.js';
import { openSqlite } from './open-sqlite.js';

test('a disk that is full is called so, and not a transaction that can’t be rolled back', async () => {
  const db = await openSqlite(tempFolder());
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  await sql.raw(`pragma max_page_count = ${rows[0]?.page_count ?? 0}`).execute(db);
  const letter = (payload: Buffer) =>
    db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('dead_letter')
        .values({ at: 1, topic: 'x', reason: 'x', payload })
        .execute();
    });
  await assert.rejects(letter(Buffer.alloc(1_000_000)), (cause) => isDiskFull(cause));
  await assert.rejects(sql`select nonsense`.execute(db), (cause) => !isDiskFull(cause));
  await sql.raw('pragma max_page_count = 1000000').execute(db);
  await letter(Buffer.alloc(1_000_000));
  await db.destroy();
});
