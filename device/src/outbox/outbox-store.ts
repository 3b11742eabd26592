import { statSync } from 'node:fs';
import type { ChainHead } from '@invigil/contract';
import type Database from 'better-sqlite3';
import { KeptEvents } from './kept-events.js';
import { openOutboxFile } from './open-outbox-file.js';
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

/** Events of one boot and session that follow each other without a gap. Times are epoch ms. */
export type EventRun = {
  boot: string;
  session: string | null;
  first: number;
  last: number;
  from: number;
  to: number;
};

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

  /**
   * The oldest events of which the session is over, at most `limit` of one boot and session; undefined where there are none.
   * @param now the boot that runs and the session that is open: theirs are never over
   */
  oldestOver(now: { boot: string; session: string | null }, limit: number): EventRun | undefined {
    const rows = this.#db
      .prepare<
        { boot: string; session: string | null; limit: number },
        Omit<EventRun, 'first' | 'last'> & { seq: number }
      >(
        `SELECT * FROM (
           SELECT boot, iif(json_valid(json), json_extract(json, '$.session'), NULL) AS session, seq,
             at AS "from", at AS "to" FROM events WHERE boot <> @boot ORDER BY id)
         WHERE session IS NULL OR session <> @session OR @session IS NULL LIMIT @limit`,
      )
      .all({ ...now, limit });
    const [first] = rows;
    if (first === undefined) return undefined;
    const run = { ...first, first: first.seq, last: first.seq };
    for (const { boot, session, seq, to } of rows.slice(1)) {
      if (boot !== run.boot || session !== run.session || seq !== run.last + 1) break;
      run.last = seq;
      run.to = to;
    }
    const { boot, from, last, session, to } = run;
    return { boot, session, first: run.first, last, from, to };
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
