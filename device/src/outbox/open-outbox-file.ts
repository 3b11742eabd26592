import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { DeviceError, messageOf } from '../lib/errors.js';
import { KEPT_SCHEMA } from './kept-events.js';
import { openError, unreadable } from './store-errors.js';

const SCHEMA_VERSION = 3;
// AUTOINCREMENT: an id that comes back after a delete would be passed over by whoever reads on from the last id.
const SCHEMA = `
  CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    boot TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, json TEXT NOT NULL,
    UNIQUE (boot, seq)
  ) STRICT;
  CREATE TABLE set_aside (
    boot TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, json TEXT NOT NULL, reason TEXT NOT NULL
  ) STRICT;
  PRAGMA user_version = 1;
`;
// The head of each boot's chain outlives its events: it is what the seat can hold against the hub's record for ever.
const CHAIN_SCHEMA = `
  ALTER TABLE events ADD COLUMN hash TEXT;
  CREATE TABLE chain (
    boot TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL, hub_seq INTEGER, hub_hash TEXT
  ) STRICT;
  PRAGMA user_version = 2;
`;

/**
 * Opens or creates an outbox's file (mode 0600; a folder that is missing gets 0700), and brings it up to date.
 * @throws DeviceError `outbox-unreadable`, `outbox-unwritable` or `outbox-in-use`, naming the file
 */
export function openOutboxFile(file: string): Database.Database {
  createPrivately(file);
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: 500 });
    // One daemon a file: a second one would send the first one's events under its own connection.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    migrate(db, file);
    return db;
  } catch (cause) {
    db?.close();
    throw openError(file, cause);
  }
}

function createPrivately(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
    // An older file may have been made with a wider mask; SQLite gives its -wal the mode of the file.
    chmodSync(file, 0o600);
  } catch (cause) {
    throw new DeviceError(
      'outbox-unwritable',
      `outbox ${file} can't be created: ${messageOf(cause)}. Give the daemon's user write access to its folder.`,
      { cause },
    );
  }
}

function migrate(db: Database.Database, file: string): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > SCHEMA_VERSION) {
    throw new DeviceError(
      'outbox-unreadable',
      `outbox ${file} was written by a newer Invigil (version ${version}, this one reads ${SCHEMA_VERSION}). ` +
        'Run the newer version, or move the file away; it may hold events that the hub does not have yet.',
    );
  }
  if (version === 0) db.transaction(() => db.exec(SCHEMA)).immediate();
  if (version < 2) db.transaction(() => db.exec(CHAIN_SCHEMA)).immediate();
  if (version < SCHEMA_VERSION) db.transaction(() => db.exec(KEPT_SCHEMA)).immediate();
  db.prepare('SELECT id, boot, seq, at, json FROM events').columns();
  const health = String(db.pragma('quick_check(1)', { simple: true }));
  if (health !== 'ok') throw unreadable(file, health);
}
