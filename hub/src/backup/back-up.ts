import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreFacts } from '../store/check-database.js';
import { snapshot } from '../store/snapshot.js';
import { copyFilesBeside } from './files-beside.js';

const NAME = /^hub-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.sqlite$/;

/** A backup that was made: what is in it. */
export type BackupMade = StoreFacts & {
  /** Path of the store's copy. */
  file: string;
  /** Pictures and tracks that were not in the folder before. */
  files: number;
};

/**
 * Backs a hub's data up: a copy of the store, checked, named by its time, and beside it the pictures and tracks, each once for
 * all backups of the folder. Files come first, so that what the store's copy names is there, save what came that moment.
 * @param at epoch ms @param keep how many copies of the store stay; the oldest go. 0: all stay.
 * Throws a `HubError` with code `store-damaged`, or the system's own error.
 */
export async function backUp(
  dataDir: string,
  folder: string,
  options: { at: number; keep: number },
): Promise<BackupMade> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = await copyFilesBeside(dataDir, folder);
  const file = join(folder, `hub-${new Date(options.at).toISOString().replace(/[:.]/g, '-')}.sqlite`);
  const facts = await snapshot(join(dataDir, 'hub.sqlite'), file);
  if (options.keep > 0) await removeOld(folder, options.keep);
  return { file, files, ...facts };
}

/** The same where the rows are in a database of their own: pictures and tracks only, before the database is backed up by its own means. */
export async function backUpFiles(dataDir: string, folder: string): Promise<Pick<BackupMade, 'files'>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return { files: await copyFilesBeside(dataDir, folder) };
}

async function removeOld(folder: string, keep: number): Promise<void> {
  const copies = (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  for (const name of copies.slice(0, -keep)) await rm(join(folder, name));
}
