import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { Db } from './schema.js';

/** What SQLite and PostgreSQL say in different words. All else is said in words that both understand. */
export type Dialect = {
  readonly name: 'sqlite' | 'postgres';
  /** A number in a column of JSON, null where there is none. @param path keys from the outermost on */
  readonly jsonNumber: (column: string, path: readonly string[]) => RawBuilder<number | null>;
  /** The same of a text. */
  readonly jsonText: (column: string, path: readonly string[]) => RawBuilder<string | null>;
  /** Whether a column contains what a pattern says, whatever the case of its Latin letters; `\` stands before what is meant as it is. */
  readonly contains: (column: string, pattern: string) => RawBuilder<boolean>;
  /** How large the store is, in bytes. */
  readonly storeBytes: (db: Db, dataDir: string) => Promise<number>;
  /** What is to be done once much was deleted, outside of a transaction. */
  readonly afterErasure: (db: Db) => Promise<void>;
  /** Reads the end of the audit log and writes behind it. What is committed is in order, whoever else writes there. */
  readonly atAuditEnd: (db: Db, write: (db: Db) => Promise<void>) => Promise<void>;
  /** How many rows the next statement keeps, of so many that are left. */
  readonly rowsAtOnce: (left: number) => number;
  /** A statement that is written with `?` for each value. */
  readonly text: (statement: string) => string;
};

const SQLITE: Dialect = {
  name: 'sqlite',
  jsonNumber: (column, path) => sql`json_extract(${sql.ref(column)}, ${sql.lit(`$.${path.join('.')}`)})`,
  jsonText: (column, path) => sql`json_extract(${sql.ref(column)}, ${sql.lit(`$.${path.join('.')}`)})`,
  contains: (column, pattern) => sql`${sql.ref(column)} like ${pattern} escape '\\'`,
  storeBytes: async (_db, dataDir) => (await stat(join(dataDir, 'hub.sqlite'))).size,
  // The log of the store still holds the pages as they were.
  afterErasure: async (db) => void (await sql`pragma wal_checkpoint(truncate)`.execute(db)),
  // A trigger refuses a row that another process has overtaken; a transaction of its own could not look again.
  atAuditEnd: (db, write) => write(db),
  // Each other text is compiled, which takes longer than many short ones that are known.
  rowsAtOnce: (left) => [64, 8].find((rows) => rows <= left) ?? 1,
  text: (statement) => statement,
};

/** Names the lock among those of the database: any number, the same for every hub. */
const AUDIT_LOCK = 4_807_170_043;

/** Statements with `?`, and the same with `$1`, `$2`, …: there are few. */
const NUMBERED = new Map<string, string>();

const POSTGRES: Dialect = {
  name: 'postgres',
  // Functions of the first migration: an index can't stand on a cast to JSON, which PostgreSQL does not know to be always the same.
  jsonNumber: (column, path) => sql`json_number(${sql.ref(column)}, ${sql.lit(`{${path.join(',')}}`)})`,
  jsonText: (column, path) => sql`json_words(${sql.ref(column)}, ${sql.lit(`{${path.join(',')}}`)})`,
  contains: (column, pattern) => sql`${sql.ref(column)} ilike ${pattern} escape '\\'`,
  storeBytes: async (db) => {
    const { rows } = await sql<{
      bytes: number;
    }>`select pg_database_size(current_database()) as bytes`.execute(db);
    return rows[0]?.bytes ?? 0;
  },
  // Rows that are gone are cleared away by the server itself; no page is written over on purpose (docs/privacy.md).
  afterErasure: () => Promise.resolve(),
  atAuditEnd: async (db, write) => {
    if (!db.isTransaction) return db.transaction().execute((one) => POSTGRES.atAuditEnd(one, write));
    await sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`.execute(db);
    return write(db);
  },
  // Each statement is a way there and back.
  rowsAtOnce: (left) => Math.min(left, 64),
  text: (statement) => {
    const known = NUMBERED.get(statement);
    if (known !== undefined) return known;
    let n = 0;
    const numbered = statement.replace(/\?/g, () => `$${(n += 1)}`);
    NUMBERED.set(statement, numbered);
    return numbered;
  },
};

/** The words of the database that this is, or is a transaction of. */
export function dialectOf(db: Db): Dialect {
  return db.getExecutor().adapter instanceof PostgresAdapter ? POSTGRES : SQLITE;
}
