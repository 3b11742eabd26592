import { renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { checkDatabase, type StoreFacts } from './check-database.js';

/** All pages in one step: a copy in several would begin anew whenever the hub writes between them. */
const ALL_PAGES = 0x7f_ff_ff_ff;

/**
 * Copies a store that is in use, as it is at one moment, by SQLite's online backup; checks the copy, and only then gives it
 * its name. Blocks its thread: a hub that runs does it in another.
 * Throws a `HubError` with code `store-damaged`, or the system's own error, such as that the disk is full.
 */
export async function snapshot(file: string, copy: string): Promise<StoreFacts> {
  const unfinished = `${copy}.new`;
  try {
    // Not read-only: such a connection leaves the log of the store behind when it is the last.
    const sqlite = new Database(file, { fileMustExist: true, timeout: 5000 });
    try {
      await sqlite.backup(unfinished, { progress: () => ALL_PAGES });
    } finally {
      sqlite.close();
    }
    // One file, which needs no other beside it.
    const copied = new Database(unfinished);
    copied.pragma('journal_mode = DELETE');
    copied.close();
    const facts = checkDatabase(unfinished);
    renameSync(unfinished, copy);
    return facts;
  } catch (cause) {
    rmSync(unfinished, { force: true });
    throw cause;
  }
}
