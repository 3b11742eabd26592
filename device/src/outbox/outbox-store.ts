import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ChainHead } from '@invigil/contract';
import Database from 'better-sqlite3';
import { DeviceError, messageOf } from '../lib/errors.js';
import { KEPT_SCHEMA, KeptEvents } from './kept-events.js';
import type { SeqRange } from './seq-range.js';

/** One event as it waits on the disk. */
export type StoredEvent = {
  /** Order in which it was stored; never used twice. */
  id: number;
  boot: string;
  seq: number;
  /** Epoch ms. */
  at: number;
  /** A contract `SeatEvent` without `hist`. */
  json: string;
};

/** An event to store, with its hash. */
export type NewEvent = Omit<StoredEvent, 'id'> & { hash: string };

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
 * The events that the hub has not committed yet, in an SQLite file that survives a power cut; and for a while those that it has, for the
 * case that it loses them.
 */
export class OutboxStore {
  readonly #file: string;
  readonly #db: Database.Database;
  readonly #kept: KeptEvents;
  #depth: number;

  /**
   * Opens or creates the file (mode 0600; a folder that is missing gets 0700).
   * @throws DeviceError `outbox-unreadable`, `outbox-unwritable` or `outbox-in-use`, naming the file
   */
  constructor(file: string) {
    this.#file = file;
    this.#db = openDatabase(file);
    this.#kept = new KeptEvents(this.#db);
    this.#depth = this.#db.prepare<[], { n: number }>('SELECT count(*) AS n FROM events').get()?.n ?? 0;
  }

  /** Events that wait. */
  get depth(): number {
    return this.#depth;
  }

  /** `at` of the event that has waited longest; undefined where none waits. */
  oldestAt(): number | undefined {
    return this.#db.prepare<[], { at: number }>('SELECT at FROM events ORDER BY id LIMIT 1').get()?.at;
  }

  /**
   * Stores all of them or none. They are on the disk when it returns.
   * @throws DeviceError `outbox-full` or `outbox-unwritable`
   */
  append(events: readonly NewEvent[]): void {
    const insert = this.#db.prepare<[string, number, number, string, string]>(
      'INSERT INTO events (boot, seq, at, json, hash) VALUES (?, ?, ?, ?, ?)',
    );
    const last = events.at(-1);
    const all = this.#db.transaction(() => {
      for (const event of events) insert.run(event.boot, event.seq, event.at, event.json, event.hash);
      if (last !== undefined) keepHead(this.#db, last);
    });
    try {
      all();
    } catch (cause) {
      throw writeError(this.#file, cause);
    }
    this.#depth += events.length;
  }

  /** Up to `limit` events stored after the one named `id`, oldest first. 0: from the start. */
  after(id: number, limit: number): StoredEvent[] {
    return this.#db
      .prepare<[number, number], StoredEvent>(
        'SELECT id, boot, seq, at, json FROM events WHERE id > ? ORDER BY id LIMIT ?',
      )
      .all(id, limit);
  }

  /** Those of the named events that still wait, oldest first. */
  byIds(ids: readonly number[]): StoredEvent[] {
    return this.#db
      .prepare<[string], StoredEvent>(
        'SELECT id, boot, seq, at, json FROM events WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id',
      )
      .all(JSON.stringify(ids));
  }

  /** Hash of an event of a boot that waits or is kept, or is the last that the boot stored; undefined where it is not known any more. */
  hashAt(boot: string, seq: number): string | undefined {
    return (
      this.#db
        .prepare<{ boot: string; seq: number }, { hash: string | null }>(
          `SELECT hash FROM events WHERE boot = @boot AND seq = @seq
         UNION ALL SELECT hash FROM kept WHERE boot = @boot AND seq = @seq
         UNION ALL SELECT hash FROM chain WHERE boot = @boot AND seq = @seq LIMIT 1`,
        )
        .get({ boot, seq })?.hash ?? undefined
    );
  }

  /** The last event that a boot stored and its hash, and the newest head that the hub gave back and that was the same here. */
  chainOf(boot: string): { own: ChainHead; hub: ChainHead | undefined } | undefined {
    const row = this.#db
      .prepare<[string], { seq: number; hash: string; hub_seq: number | null; hub_hash: string | null }>(
        'SELECT seq, hash, hub_seq, hub_hash FROM chain WHERE boot = ?',
      )
      .get(boot);
    if (row === undefined) return undefined;
    const { hub_seq: hubSeq, hub_hash: hubHash } = row;
    return {
      own: { seq: row.seq, hash: row.hash },
      hub: hubSeq === null || hubHash === null ? undefined : { seq: hubSeq, hash: hubHash },
    };
  }

  /**
   * The events of one boot within the ranges wait no longer: the hub has them. They are kept until {@link prune} lets go of them.
   * `head`: what it gave back, found to be the same here.
   */
  forget(boot: string, ranges: readonly SeqRange[], head?: ChainHead): void {
    const all = this.#db.transaction(() => {
      if (head !== undefined) {
        this.#db
          .prepare('UPDATE chain SET hub_seq = ?, hub_hash = ? WHERE boot = ?')
          .run(head.seq, head.hash, boot);
      }
      return this.#kept.keep(boot, ranges);
    });
    this.#depth -= all();
  }

  /** The hub does not have these events of a boot, whatever it said before: those that are kept wait again. Gives how many. */
  takeBack(boot: string, ranges: readonly SeqRange[]): number {
    const taken = this.#db.transaction(() => this.#kept.takeBack(boot, ranges))();
    this.#depth += taken;
    return taken;
  }

  /** Lets the newest kept event of each boot of which nothing waits be told again: the answer shows what the hub still has. Gives how many. */
  askAgain(): number {
    const all = this.#db.transaction(() =>
      this.#kept.newest().reduce((sum, { boot, seq }) => sum + this.#kept.takeBack(boot, [[seq, seq]]), 0),
    );
    const asked = all();
    this.#depth += asked;
    return asked;
  }

  /** Lets go of kept events that happened before `at` (epoch ms), and of the oldest where there are too many. */
  prune(at: number): void {
    this.#kept.prune(at);
  }

  /** Takes an event that can't be sent out of the way, without losing it. */
  setAside(id: number, reason: string): void {
    const move = this.#db.transaction(() => {
      this.#db
        .prepare('INSERT INTO set_aside SELECT boot, seq, at, json, ? FROM events WHERE id = ?')
        .run(reason, id);
      return this.#db.prepare('DELETE FROM events WHERE id = ?').run(id).changes;
    });
    this.#depth -= move();
  }

  /** How many events were set aside since the file was made. */
  setAsideCount(): number {
    return this.#db.prepare<[], { n: number }>('SELECT count(*) AS n FROM set_aside').get()?.n ?? 0;
  }

  close(): void {
    this.#db.close();
  }
}

function keepHead(db: Database.Database, { boot, seq, hash }: NewEvent): void {
  db.prepare(
    `INSERT INTO chain (boot, seq, hash) VALUES (?, ?, ?)
     ON CONFLICT (boot) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
  ).run(boot, seq, hash);
}

function openDatabase(file: string): Database.Database {
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

function openError(file: string, cause: unknown): DeviceError {
  if (cause instanceof DeviceError) return cause;
  const code = sqliteCode(cause);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new DeviceError(
      'outbox-in-use',
      `outbox ${file} is in use by another daemon. Stop that one, or give this seat its own folder.`,
      { cause },
    );
  }
  const damaged = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR'].some((prefix) =>
    code.startsWith(prefix),
  );
  return damaged ? unreadable(file, messageOf(cause), cause) : writeError(file, cause);
}

function unreadable(file: string, why: string, cause?: unknown): DeviceError {
  return new DeviceError(
    'outbox-unreadable',
    `outbox ${file} can't be read: ${why}. Move it away with its -wal file and start again; ` +
      'keep it, as it may hold events that the hub does not have yet.',
    { cause },
  );
}

function writeError(file: string, cause: unknown): DeviceError {
  return sqliteCode(cause).startsWith('SQLITE_FULL')
    ? new DeviceError(
        'outbox-full',
        `outbox ${file}: the disk is full. Make room; nothing new is kept until then.`,
        {
          cause,
        },
      )
    : new DeviceError('outbox-unwritable', `outbox ${file} can't be written: ${messageOf(cause)}.`, {
        cause,
      });
}

function sqliteCode(cause: unknown): string {
  return cause instanceof Database.SqliteError ? cause.code : '';
}
