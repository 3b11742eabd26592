import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CompiledQuery, sql } from 'kysely';
import { HubError, messageOf } from '../lib/hub-error.js';
import { COPIED, type CopiedTable, NUMBERED } from './copied-tables.js';
import { openSqlite } from './open-sqlite.js';
import { RowDigest } from './row-digest.js';
import type { Db } from './schema.js';

/** Values that one statement takes; PostgreSQL's bound is 65,535. */
const VALUES_AT_ONCE = 20_000;
const ROWS_AT_ONCE = 1000;

/** A table that was copied. `digest`: SHA-256 over its rows, the same on both sides. */
export type CopiedRows = { table: string; rows: number; digest: string };

/**
 * Copies every row of the store in a data folder, which is brought up to date first, into an empty PostgreSQL database: in one transaction, which is committed
 * only where each table has as many rows there and the same digest over them. Pictures and tracks stay where they are.
 * Throws a {@link HubError}: `store-in-use` (a hub uses the folder, or the database is not empty), `store-unavailable`, `store-damaged`.
 */
export async function copyStore(
  dataDir: string,
  to: Db,
  progress: (copied: CopiedRows) => void,
): Promise<CopiedRows[]> {
  const file = join(dataDir, 'hub.sqlite');
  if (!existsSync(file)) throw new HubError('store-unavailable', `${file}: there is no store`);
  if (existsSync(`${file}-wal`))
    throw new HubError(
      'store-in-use',
      `${file}: a hub uses it, or was cut off: stop it, or start and stop it once`,
    );
  await (await openSqlite(dataDir)).destroy();
  // Not read-only: such a connection leaves the log of the store behind, as a hub does that uses it.
  const from = new Database(file, { fileMustExist: true });
  try {
    return await to.transaction().execute(async (tx) => {
      for (const { table } of COPIED) await mustBeEmpty(tx, table);
      const copied: CopiedRows[] = [];
      for (const one of COPIED) {
        const done = { table: one.table, ...(await copyTable(from, tx, one)) };
        copied.push(done);
        progress(done);
      }
      // Only now: what is drawn from other tables is forgotten where those change.
      for (const [i, one] of COPIED.entries()) await mustBeTheSame(tx, one, copied[i]);
      for (const [table, column] of NUMBERED) await goOnCounting(tx, table, column);
      return copied;
    });
  } finally {
    from.close();
  }
}

async function mustBeEmpty(db: Db, table: string): Promise<void> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
  if (rows.length > 0)
    throw new HubError(
      'store-in-use',
      `table ${table} of the database has rows: it must be empty; nothing was copied`,
    );
}

async function copyTable(
  from: Database.Database,
  to: Db,
  { key, table }: CopiedTable,
): Promise<{ rows: number; digest: string }> {
  const columns = await columnsOf(to, table);
  const read = from
    .prepare<[], unknown[]>(`select ${listOf(columns)} from "${table}" order by ${listOf(key)}`)
    .raw();
  const most = Math.min(ROWS_AT_ONCE, Math.floor(VALUES_AT_ONCE / columns.length));
  const digest = new RowDigest();
  let page: unknown[][] = [];
  const write = async (): Promise<void> => {
    if (page.length === 0) return;
    const text = `insert into "${table}" (${listOf(columns)}) values ${places(page.length, columns.length)}`;
    try {
      await to.executeQuery(CompiledQuery.raw(text, page.flat()));
    } catch (cause) {
      throw new HubError('store-damaged', `table ${table}: ${messageOf(cause)}; nothing was copied`, {
        cause,
      });
    }
    page = [];
  };
  for (const row of read.iterate()) {
    digest.take(row);
    page.push(row);
    if (page.length === most) await write();
  }
  await write();
  return digest.end();
}

/** Reads a table back and compares it with what was read of the other. */
async function mustBeTheSame(
  db: Db,
  { key, table }: CopiedTable,
  copied: CopiedRows | undefined,
): Promise<void> {
  const columns = await columnsOf(db, table);
  const digest = new RowDigest();
  await sql
    .raw(`declare copied cursor for select ${listOf(columns)} from "${table}" order by ${listOf(key)}`)
    .execute(db);
  for (;;) {
    const { rows } = await sql<Record<string, unknown>>`fetch ${sql.lit(ROWS_AT_ONCE)} from copied`.execute(
      db,
    );
    for (const row of rows) digest.take(columns.map((name) => row[name]));
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await sql`close copied`.execute(db);
  const there = digest.end();
  if (there.rows !== copied?.rows)
    throw new HubError(
      'store-damaged',
      `table ${table}: ${copied?.rows} rows were read and ${there.rows} are there; nothing was copied`,
    );
  if (there.digest !== copied.digest)
    throw new HubError(
      'store-damaged',
      `table ${table}: its rows are others than those that were read; nothing was copied`,
    );
}

/** The columns of a table by name: in SQLite and PostgreSQL they stand in another order. */
async function columnsOf(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = ${`"${table}"`}::regclass and attnum > 0
      and not attisdropped order by attname`.execute(db);
  return rows.map(({ name }) => name);
}

async function goOnCounting(db: Db, table: string, column: string): Promise<void> {
  await sql`select setval(pg_get_serial_sequence(${`"${table}"`}, ${column}),
    (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${sql.table(table)}), false)`.execute(db);
}

function listOf(columns: readonly string[]): string {
  return columns.map((name) => `"${name}"`).join(', ');
}

function places(rows: number, columns: number): string {
  return Array.from(
    { length: rows },
    (_, row) =>
      `(${Array.from({ length: columns }, (__, column) => `$${row * columns + column + 1}`).join(',')})`,
  ).join(',');
}
