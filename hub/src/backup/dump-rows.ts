import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '../lib/hub-error.js';
import type { StorePlace } from '../lib/store-place.js';
import type { StoreFacts } from '../store/check-database.js';
import { countRowsWhile } from '../store/count-rows.js';
import { nameOfDatabase } from '../store/postgres-pool.js';
import { type RowCounts, checkDump, factsOf } from './check-dump.js';
import { runPostgres } from './postgres-programs.js';

/** A dump that was made. */
export type Dumped = StoreFacts & {
  /** Its path. */
  file: string;
};

/**
 * Copies the rows of a hub in PostgreSQL into a file, as they are at one moment, by the system's `pg_dump`; reads the copy to its end, and only where each table has as many
 * rows in it as the database had at that moment gives it its name. @param at epoch ms
 * Throws a {@link HubError}: `programs-missing`; `store-unavailable` with what `pg_dump` said, such as that it is older than the server; `store-damaged`.
 */
export async function dumpRows(
  address: NonNullable<StorePlace['database']>,
  folder: string,
  at: number,
): Promise<Dumped> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `hub-${new Date(at).toISOString().replace(/[:.]/g, '-')}.dump`);
  const unfinished = `${file}.new`;
  const name = nameOfDatabase(address);
  const options = ['--format=custom', '--no-owner', '--no-password', `--file=${unfinished}`];
  try {
    const there = await countedWhile(address, name, (snapshot) =>
      runPostgres('pg_dump', [...options, `--snapshot=${snapshot}`], {
        address,
        code: 'store-unavailable',
        what: `${name}: not dumped`,
      }),
    );
    await chmod(unfinished, 0o600);
    const dumped = await checkDump(unfinished);
    for (const [table, rows] of there)
      if (dumped.get(table) !== rows)
        throw new HubError(
          'store-damaged',
          `${name}: not dumped whole: ${dumped.get(table) ?? 0} of ${rows} rows of ${table}`,
        );
    await rename(unfinished, file);
    return { file, ...factsOf(dumped) };
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw cause;
  }
}

async function countedWhile(
  address: NonNullable<StorePlace['database']>,
  name: string,
  act: (snapshot: string) => Promise<void>,
): Promise<RowCounts> {
  try {
    return await countRowsWhile(address, act);
  } catch (cause) {
    if (cause instanceof HubError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HubError('store-unavailable', `${name}: not dumped: ${why}`, { cause });
  }
}
