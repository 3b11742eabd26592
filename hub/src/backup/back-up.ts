import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreFacts } from '../store/check-database.js';
import { snapshot } from '../store/snapshot.js';
import { copyAuthority } from './authority-copy.js';
import { copyFilesBeside } from './files-beside.js';

const NAME = /^hub-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.sqlite$/;

/** A backup that was made: what is in it. */
export type BackupMade = StoreFacts & {
  /** Path of the store's copy. */
  file: string;
  /** Pictures and tracks that were not in the folder before. */
  files: number;
  /** Whether the centre's authority is in it, sealed with the hub's key. */
  authority: boolean;
};

/**
 * Backs a hub's data up: a copy of the store, checked, named by its time, and beside it the pictures and tracks, each once for
 * all backups of the folder. Files come first, so that what the store's copy names is there, save what came that moment.
 * @param at epoch ms @param keep how many copies of the store stay; the oldest go. 0: all stay. @param key the hub's; none: without the authority
 * Throws a `HubError` with code `store-damaged`, or the system's own error.
 */
export async function backUp(
  dataDir: string,
  folder: string,
  options: { at: number; keep: number; key: Uint8Array | undefined },
): Promise<BackupMade> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = await copyFilesBeside(dataDir, folder);
  const authority = await copyAuthority(dataDir, folder, options.key);
  const file = join(folder, `hub-${new Date(options.at).toISOString().replace(/[:.]/g, '-')}.sqlite`);
  const facts = await snapshot(join(dataDir, 'hub.sqlite'), file);
  if (options.keep > 0) await removeOld(folder, options.keep);
  return { file, files, authority, ...facts };
}

/** The same where the rows are in a database of their own: pictures, tracks and the authority, before the rows are dumped. */
export async function backUpFiles(
  dataDir: string,
  folder: string,
  key: Uint8Array | undefined,
): Promise<Pick<BackupMade, 'files' | 'authority'>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return {
    files: await copyFilesBeside(dataDir, folder),
    authority: await copyAuthority(dataDir, folder, key),
  };
}

async function removeOld(folder: string, keep: number): Promise<void> {
  const copies = (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  for (const name of copies.slice(0, -keep)) await rm(join(folder, name));
}
