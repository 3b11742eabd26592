import { statSync } from 'node:fs';
import type { ChainHead } from '@invigil/contract';
import type Database from 'better-sqlite3';
import { KeptEvents } from './kept-events.js';
import { openOutboxFile } from './open-outbox-file.js';
import { type EventRun, oldestOver, type OpenNow } from './over-events.js';
import type { SeqRange } from './seq-range.js';
import { writeError } from './store-errors.js';

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
    this.#db = openOutboxFile(file);
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
    this.#write(events, () => 0);
  }

  #write(events: readonly NewEvent[], remove: () => number): void {
    const insert = this.#db.prepare<[string, number, number, string, string]>(
      'INSERT INTO events (boot, seq, at, json, hash) VALUES (?, ?, ?, ?, ?)',
    );
    const last = events.at(-1);
    const all = this.#db.transaction(() => {
      const removed = remove();
      for (const event of events) insert.run(event.boot, event.seq, event.at, event.json, event.hash);
      if (last !== undefined) keepHead(this.#db, last);
      return removed;
    });
    try {
      this.#depth += events.length - all();
    } catch (cause) {
      throw writeError(this.#file, cause);
    }
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

  /** Bytes that the events take in the file, and those of the file that are free for others. */
  size(): { usedBytes: number; freeBytes: number } {
    const pages = (name: string): number => Number(this.#db.pragma(name, { simple: true }));
    const [pageBytes, free] = [pages('page_size'), pages('freelist_count')];
    return { usedBytes: (pages('page_count') - free) * pageBytes, freeBytes: free * pageBytes };
  }

  /**
   * Writes what stands in the log beside the file into the file itself, so that the log takes no room. Gives how many bytes that gave back;
   * 0 also where the disk has not even the room for that.
   */
  shrink(): number {
    const before = this.#logBytes();
    try {
      this.#db.pragma('wal_checkpoint(TRUNCATE)');
    } catch {
      // The disk is full: what gives room must come from elsewhere.
    }
    return Math.max(0, before - this.#logBytes());
  }

  #logBytes(): number {
    return statSync(`${this.#file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** See {@link oldestOver}. */
  oldestOver(now: OpenNow, limit: number): EventRun | undefined {
    return oldestOver(this.#db, now, limit);
  }

  /**
   * Deletes a run and stores the events that say so, both or neither.
   * @throws DeviceError `outbox-full` or `outbox-unwritable`
   */
  giveUp({ boot, first, last }: EventRun, told: readonly NewEvent[]): void {
    const remove = this.#db.prepare('DELETE FROM events WHERE boot = ? AND seq BETWEEN ? AND ?');
    this.#write(told, () => remove.run(boot, first, last).changes);
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

  /** Lets go of the oldest kept events, at most `count`: the hub has them. Gives how many those were. */
  letGo(count: number): number {
    return this.#kept.letGo(count);
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
