import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { messageOf } from '../lib/hub-error.js';
import type { StorePlace } from '../lib/store-place.js';
import { readPostgres } from './open-postgres.js';
import { nameOfDatabase } from './postgres-pool.js';
import { isStoreAway } from './store-away.js';

/** Between two tries at a database that is away, ms. */
const AGAIN_MS = 2000;

/**
 * Waits for a database that is away, as it may be when both machines start after a power cut. What is no matter of time, such as a wrong password, is
 * left to who opens it. Of SQLite there is nothing to wait for.
 */
export async function awaitDatabase(
  { database }: StorePlace,
  log: { warn(what: object, line: string): void },
): Promise<void> {
  if (database === undefined) return;
  for (let said = false; ; said = true) {
    const db = readPostgres(database);
    try {
      await sql`select 1`.execute(db);
      return;
    } catch (cause) {
      if (!isStoreAway(cause)) return;
      const where = { database: nameOfDatabase(database), reason: messageOf(cause) };
      if (!said) log.warn(where, 'store is away: the hub starts once it is there');
    } finally {
      await db.destroy();
    }
    await sleep(AGAIN_MS);
  }
}
