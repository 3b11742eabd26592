import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { HubError, messageOf } from '../lib/hub-error.js';
import { withKeptStatements } from './kept-statements.js';
import { migrate } from './migrate.js';
import { SQLITE_MIGRATIONS } from './migrations.js';
import type { Db, Schema } from './schema.js';

/**
 * Opens `hub.sqlite` in the data folder and brings it up to date. What was committed survives a power cut.
 * Throws a {@link HubError} with code `store-unavailable`.
 */
export async function openSqlite(dataDir: string): Promise<Db> {
  const file = join(dataDir, 'hub.sqlite');
  let sqlite: Database.Database | undefined;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    sqlite = new Database(file, { timeout: 5000 });
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    // What is deleted is written over with zeros, not only forgotten.
    sqlite.pragma('secure_delete = ON');
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: withKeptStatements(sqlite) }) });
    await migrate(db, SQLITE_MIGRATIONS);
    return db;
  } catch (cause) {
    sqlite?.close();
    throw new HubError(
      'store-unavailable',
      `${file}: can't be opened: ${messageOf(cause)}; nothing was changed. \`invigil-hub restore\` puts a backup in its place and keeps it`,
      { cause },
    );
  }
}

/** Another connection to a store that is open, which only reads: for a thread beside the hub's own. */
export function readSqlite(dataDir: string): Db {
  const sqlite = new Database(join(dataDir, 'hub.sqlite'), {
    readonly: true,
    fileMustExist: true,
    timeout: 5000,
  });
  return new Kysely<Schema>({ dialect: new SqliteDialect({ database: withKeptStatements(sqlite) }) });
}
