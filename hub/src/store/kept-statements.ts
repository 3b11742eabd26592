import type Database from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements that are kept; texts that are built for a list of values are many, and the oldest go. */
const KEPT = 300;

/** A database that compiles the text of a statement once, not at each use: a hub says the same few thousands of times a second. */
export function withKeptStatements(sqlite: Database.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => {
      kept.clear();
      sqlite.close();
    },
    prepare(text) {
      // SQLite has rolled back by itself where the disk was full; asked to do so again, it would hide that under another fault.
      if (text === 'rollback' && !sqlite.inTransaction) return sqlite.prepare('select 1');
      const known = kept.get(text);
      if (known !== undefined) return known;
      const made = sqlite.prepare(text);
      kept.set(text, made);
      const oldest = kept.size > KEPT ? kept.keys().next().value : undefined;
      if (oldest !== undefined) kept.delete(oldest);
      return made;
    },
  };
}
