import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { emptyDatabase } from '../lib/test-database.js';
import { tempFolder } from '../lib/testing.js';
import { openDatabase } from './open-database.js';
import { isStoreAway } from './store-away.js';

test('a connection that the server ends between two statements of a transaction ends the transaction, and not the hub', async () => {
  const database = emptyDatabase();
  const db = await openDatabase({ dataDir: tempFolder(), database });
  const other = await openDatabase({ dataDir: tempFolder(), database });
  await assert.rejects(
    db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(other);
      await sleep(500);
      await tx.selectFrom('seat').select('id').execute();
    }),
    (cause) => isStoreAway(cause),
  );
  assert.deepEqual(
    await db.selectFrom('seat').select('id').execute(),
    [],
    'the next one has a new connection',
  );
  await db.destroy();
  await other.destroy();
});
