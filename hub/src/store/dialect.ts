import { PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { Db } from './schema.js';

/** What SQLite and PostgreSQL say in different words. All else is said in words that both understand. */
export type Dialect = {
  name: 'sqlite' | 'postgres';
  /** A number in a column of JSON, null where there is none. @param path keys from the outermost on */
  jsonNumber(column: string, path: readonly string[]): RawBuilder<number | null>;
  /** The same of a text. */
  jsonText(column: string, path: readonly string[]): RawBuilder<string | null>;
  /** Whether a column contains what a pattern says, whatever the case of its Latin letters; `\` stands before what is meant as it is. */
  contains(column: string, pattern: string): RawBuilder<boolean>;
  /** A statement that is written with `?` for each value. */
  text(statement: string): string;
};

const SQLITE: Dialect = {
  name: 'sqlite',
  jsonNumber: (column, path) => sql`json_extract(${sql.ref(column)}, ${sql.lit(`$.${path.join('.')}`)})`,
  jsonText: (column, path) => sql`json_extract(${sql.ref(column)}, ${sql.lit(`$.${path.join('.')}`)})`,
  contains: (column, pattern) => sql`${sql.ref(column)} like ${pattern} escape '\\'`,
  text: (statement) => statement,
};

/** Statements with `?`, and the same with `$1`, `$2`, …: there are a handful. */
const NUMBERED = new Map<string, string>();

const POSTGRES: Dialect = {
  name: 'postgres',
  // Functions of the first migration: an index can't stand on a cast to JSON, which PostgreSQL does not know to be always the same.
  jsonNumber: (column, path) => sql`json_number(${sql.ref(column)}, ${sql.lit(`{${path.join(',')}}`)})`,
  jsonText: (column, path) => sql`json_words(${sql.ref(column)}, ${sql.lit(`{${path.join(',')}}`)})`,
  contains: (column, pattern) => sql`${sql.ref(column)} ilike ${pattern} escape '\\'`,
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
