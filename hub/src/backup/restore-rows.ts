import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ErasureReceipt } from '@invigil/contract';
import { HubError } from '../lib/hub-error.js';
import type { StorePlace } from '../lib/store-place.js';
import { lookBeforeRestore } from '../store/look-before-restore.js';
import { nameOfDatabase } from '../store/postgres-pool.js';
import { checkDump, factsOf } from './check-dump.js';
import { dumpRows } from './dump-rows.js';
import { copyFilesBeside } from './files-beside.js';
import { runPostgres } from './postgres-programs.js';
import type { Restored } from './restore.js';

/**
 * Puts a dump of rows in the place of those that are in a database, in one transaction, and its pictures and tracks into the data folder. What is there is dumped into the
 * data folder before. @param at epoch ms @param force also where a hub is connected, or what is there can't be dumped
 * Throws a {@link HubError}: `store-damaged` (the backup is no whole dump), `store-in-use`, `store-unavailable` or `programs-missing`; nothing was changed.
 */
export async function restoreRows(
  { database, dataDir }: StorePlace & { database: NonNullable<StorePlace['database']> },
  backup: string,
  { at, force }: { at: number; force: boolean },
): Promise<Restored & { receipts: readonly ErasureReceipt[] }> {
  const name = nameOfDatabase(database);
  const facts = factsOf(await checkDump(backup));
  const there = await lookBeforeRestore(database);
  if (there.hubs > 0 && !force)
    throw new HubError(
      'store-in-use',
      `${name}: ${there.hubs} hubs use it: stop them, also those of other machines; if none runs, say --force`,
    );
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const before = there.isStore ? await kept(() => dumpRows(database, dataDir, at), force) : undefined;
  const args = ['--clean', '--if-exists', '--no-owner', '--no-password', '--single-transaction'];
  const { pathname } = new URL(database.url);
  await runPostgres('pg_restore', [...args, `--dbname=${decodeURIComponent(pathname.slice(1))}`, backup], {
    address: database,
    code: 'store-unavailable',
    what: `${name}: not restored, nothing was changed`,
  });
  const files = await copyFilesBeside(dirname(backup), dataDir);
  return { ...facts, files, before: before?.file ?? null, receipts: there.receipts };
}

async function kept<T>(dump: () => Promise<T>, force: boolean): Promise<T | undefined> {
  try {
    return await dump();
  } catch (cause) {
    if (force) return undefined;
    throw cause;
  }
}
