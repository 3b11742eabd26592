import { execFile } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openReader } from '@invigil/hub/boundaries';
import Database from 'better-sqlite3';
import type { StoredEvent } from './judge.js';

const run = promisify(execFile);

/** Where a hub keeps its rows. */
type Place = { dataDir: string; database?: { url: string } | undefined };

/** What a hub's store holds, read past the hub: from its file, or from the database in its place. */
export class HubStore {
  /** The file; undefined where the rows are in PostgreSQL. */
  readonly file: string | undefined;
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
    this.file = place.database === undefined ? join(place.dataDir, 'hub.sqlite') : undefined;
  }

  /** How many events it holds. */
  countEvents(): Promise<number> {
    return this.#read(async (db) => {
      const { n } = await db
        .selectFrom('event')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return n;
    });
  }

  /** Every event of every boot, by `room/seat boot`. */
  storedByBoot(): Promise<Map<string, StoredEvent[]>> {
    return this.#read(async (db) => {
      const boots = await db
        .selectFrom('boot')
        .innerJoin('seat', 'seat.id', 'boot.seat_id')
        .select(['boot.id', 'boot.boot', 'seat.id as seatId', 'seat.room', 'seat.seat'])
        .execute();
      const stored = new Map<string, StoredEvent[]>();
      for (const { boot, id, room, seat, seatId } of boots) {
        const rows = await db
          .selectFrom('event')
          .select(['seq', 'hash'])
          .where('seat_id', '=', seatId)
          .where('boot_id', '=', id)
          .execute();
        stored.set(
          `${room}/${seat} ${boot}`,
          rows.map(({ hash, seq }) => ({ seq, hash: Buffer.from(hash ?? []).toString('hex') })),
        );
      }
      return stored;
    });
  }

  /** Copies it while the hub runs, by SQLite's online backup or pg_dump. */
  async copy(to: string): Promise<void> {
    if (this.#place.database !== undefined) {
      await run('pg_dump', ['--format=custom', `--file=${to}`, this.#place.database.url]);
      return;
    }
    const db = new Database(this.file, { readonly: true });
    try {
      await db.backup(to);
    } finally {
      db.close();
    }
  }

  /** Puts a copy in its place. The hub must not run. */
  async putBack(copy: string): Promise<void> {
    const { database } = this.#place;
    if (database !== undefined) {
      const name = new URL(database.url).pathname.slice(1);
      const server = new URL('/postgres', database.url).href;
      for (const statement of [`drop database ${name} with (force)`, `create database ${name}`])
        await run('psql', ['-qXc', statement, server]);
      await run('pg_restore', ['--exit-on-error', '--no-owner', `--dbname=${database.url}`, copy]);
      return;
    }
    const file = this.file ?? '';
    for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true });
    copyFileSync(copy, file);
  }

  async #read<T>(ask: (db: ReturnType<typeof openReader>) => Promise<T>): Promise<T> {
    const db = openReader(this.#place);
    try {
      return await ask(db);
    } finally {
      await db.destroy();
    }
  }
}
