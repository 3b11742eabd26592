import { copyFile, mkdir, rename } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HubError } from '../lib/hub-error.js';
import { checkDatabase, type StoreFacts } from '../store/check-database.js';
import { copyFilesBeside } from './files-beside.js';

/** What came back, and where the store that was there before lies now; null where there was none. */
export type Restored = StoreFacts & { files: number; before: string | null };

/**
 * Puts a backup in the place of a hub's data. The store that is there is kept beside it under another name, whatever is wrong
 * with it. @param at epoch ms @param force also where a hub seems to use the store
 * Throws a {@link HubError}: `store-damaged` (the backup is no whole store; nothing was changed) or `store-in-use`.
 */
export async function restore(
  dataDir: string,
  backup: string,
  { at, force }: { at: number; force: boolean },
): Promise<Restored> {
  const facts = checkDatabase(backup);
  const file = join(dataDir, 'hub.sqlite');
  // SQLite removes it when the last one who uses the store closes it.
  if (existsSync(`${file}-wal`) && !force) {
    throw new HubError(
      'store-in-use',
      `${file}: a hub uses it, or was cut off: stop the hub; if none runs, say --force`,
    );
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await copyFile(backup, `${file}.new`);
  const before = existsSync(file) ? `${file}.before-${at}` : null;
  if (before !== null) {
    for (const part of ['', '-wal', '-shm'])
      if (existsSync(`${file}${part}`)) await rename(`${file}${part}`, `${before}${part}`);
  }
  await rename(`${file}.new`, file);
  return { ...facts, files: await copyFilesBeside(dirname(backup), dataDir), before };
}
