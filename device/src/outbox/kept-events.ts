import type Database from 'better-sqlite3';
import type { SeqRange } from './seq-range.js';

/** Most events that are kept: about 25 MB, and at the ten events a second of a busy seat more than an hour. */
const KEPT_EVENTS = 50_000;

/** The table of what is kept, as version 3 of the file makes it. */
export const KEPT_SCHEMA = `
  CREATE TABLE kept (
    id INTEGER PRIMARY KEY,
    boot TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, json TEXT NOT NULL, hash TEXT,
    UNIQUE (boot, seq)
  ) STRICT;
  PRAGMA user_version = 3;
`;

/**
 * Events that the hub has acknowledged, kept beside those that wait: a hub whose disk lost what was committed, or that was given an
 * older backup, gets them again. Each method runs in the caller's transaction.
 */
export class KeptEvents {
  readonly #toKept: Move;
  readonly #toWaiting: Move;
  readonly #newest: Database.Statement<[], { boot: string; seq: number }>;
  readonly #oldest: Database.Statement<[number]>;
  readonly #prune: Database.Statement<{ at: number; most: number }>;

  constructor(db: Database.Database) {
    this.#toKept = moveOf(db, 'events', 'kept');
    this.#toWaiting = moveOf(db, 'kept', 'events');
    this.#newest = db.prepare(
      'SELECT boot, max(seq) AS seq FROM kept WHERE boot NOT IN (SELECT boot FROM events) GROUP BY boot ORDER BY max(id)',
    );
    this.#oldest = db.prepare('DELETE FROM kept WHERE id IN (SELECT id FROM kept ORDER BY id LIMIT ?)');
    // Where the first that is young enough is found, those before it are too old: ids rise with the times.
    this.#prune = db.prepare(
      `DELETE FROM kept WHERE id <= max(
         (SELECT max(id) FROM kept) - @most,
         coalesce((SELECT id - 1 FROM kept WHERE at >= @at ORDER BY id LIMIT 1), (SELECT max(id) FROM kept)))`,
    );
  }

  /** Moves what waits of a boot within the ranges to here. Gives how many those were. */
  keep(boot: string, ranges: readonly SeqRange[]): number {
    return this.#toKept(boot, ranges);
  }

  /** Lets what is kept of a boot within the ranges wait again. Gives how many those are. */
  takeBack(boot: string, ranges: readonly SeqRange[]): number {
    return this.#toWaiting(boot, ranges);
  }

  /** The newest of each boot of which nothing waits. */
  newest(): { boot: string; seq: number }[] {
    return this.#newest.all();
  }

  /** Lets go of the oldest, at most `count`. Gives how many those were. */
  letGo(count: number): number {
    return this.#oldest.run(count).changes;
  }

  /** Lets go of what happened before `at` (epoch ms), and of the oldest beyond {@link KEPT_EVENTS}. */
  prune(at: number): void {
    this.#prune.run({ at, most: KEPT_EVENTS });
  }
}

type Move = (boot: string, ranges: readonly SeqRange[]) => number;

function moveOf(db: Database.Database, from: 'events' | 'kept', to: 'events' | 'kept'): Move {
  const copy = db.prepare<[string, number, number]>(
    `INSERT OR IGNORE INTO ${to} (boot, seq, at, json, hash)
     SELECT boot, seq, at, json, hash FROM ${from} WHERE boot = ? AND seq BETWEEN ? AND ? ORDER BY seq`,
  );
  const remove = db.prepare<[string, number, number]>(
    `DELETE FROM ${from} WHERE boot = ? AND seq BETWEEN ? AND ?`,
  );
  return (boot, ranges) =>
    ranges.reduce((sum, [first, last]) => {
      copy.run(boot, first, last);
      return sum + remove.run(boot, first, last).changes;
    }, 0);
}
