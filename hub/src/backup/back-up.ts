import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorePlace } from '../lib/store-place.js';
import type { StoreFacts } from '../store/check-database.js';
import { snapshot } from '../store/snapshot.js';
import { copyAuthority } from './authority-copy.js';
import { copyConfig } from './config-copy.js';
import { dumpRows } from './dump-rows.js';
import { copyFilesBeside } from './files-beside.js';

/** A copy of the rows by its name: a store, or a dump of a database. */
const NAME = /^hub-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.(sqlite|dump)$/;

/** A backup that was made: what is in it. */
export type BackupMade = StoreFacts & {
  /** Path of the copy of the rows. */
  file: string;
  /** Pictures and tracks that were not in the folder before. */
  files: number;
  /** Whether the centre's authority is in it, sealed with the hub's key. */
  authority: boolean;
  /** Whether the configuration is in it, sealed with the hub's key. */
  config: boolean;
};

/**
 * Backs a hub's data up: a copy of its rows, checked, named by its time, and beside it the pictures and tracks, each once for all backups of the folder,
 * the centre's authority and the configuration. Files come first, so that what the copy of the rows names is there, save what came that moment.
 * @param at epoch ms @param keep how many copies of the rows stay; the oldest go. 0: all stay. @param key the hub's; none: without authority and configuration
 * @param configFile of the hub; undefined: it is left out
 * Throws a `HubError` with code `store-damaged`, of a database also `store-unavailable` or `programs-missing`; or the system's own error.
 */
export async function backUp(
  { database, dataDir }: StorePlace,
  folder: string,
  options: { at: number; keep: number; key: Uint8Array | undefined; configFile?: string | undefined },
): Promise<BackupMade> {
  const { at, configFile, keep, key } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = await copyFilesBeside(dataDir, folder);
  const authority = await copyAuthority(dataDir, folder, key);
  const config = configFile !== undefined && (await copyConfig(configFile, folder, key));
  const file = join(folder, `hub-${new Date(at).toISOString().replace(/[:.]/g, '-')}.sqlite`);
  const rows =
    database === undefined
      ? { file, ...(await snapshot(join(dataDir, 'hub.sqlite'), file)) }
      : await dumpRows(database, folder, at);
  if (keep > 0) await removeOld(folder, keep);
  return { files, authority, config, ...rows };
}

async function removeOld(folder: string, keep: number): Promise<void> {
  const copies = (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  for (const name of copies.slice(0, -keep)) await rm(join(folder, name));
}
