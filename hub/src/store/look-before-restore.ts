import type { ErasureReceipt } from '@invigil/contract';
import { sql } from 'kysely';
import { HubError, messageOf } from '../lib/hub-error.js';
import type { StorePlace } from '../lib/store-place.js';
import { readPostgres } from './open-postgres.js';
import { nameOfDatabase } from './postgres-pool.js';
import { receiptsIn } from './receipts.js';

/** What is in a database whose rows are about to be replaced. Throws a {@link HubError} `store-unavailable`. */
export async function lookBeforeRestore(
  address: NonNullable<StorePlace['database']>,
): Promise<{ isStore: boolean; hubs: number; receipts: readonly ErasureReceipt[] }> {
  const db = readPostgres(address);
  try {
    const { rows } = await sql<{ is_store: boolean; hubs: number }>`
      select to_regclass('receipt') is not null as is_store, count(*) as hubs from pg_stat_activity
      where datname = current_database() and application_name = 'invigil-hub watch'`.execute(db);
    const isStore = rows[0]?.is_store === true;
    return { isStore, hubs: rows[0]?.hubs ?? 0, receipts: isStore ? await receiptsIn(db) : [] };
  } catch (cause) {
    throw new HubError(
      'store-unavailable',
      `${nameOfDatabase(address)}: can't be read: ${messageOf(cause)}`,
      { cause },
    );
  } finally {
    await db.destroy();
  }
}
