import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { messageOf } from '../lib/hub-error.js';

export const MB = 1_000_000;
const MIGRATION = /^(\d{4}-[\w-]+)\.[jt]s$/;

/** What a look at a hub's store finds, also while the hub uses it. */
export type StoreLook =
  | { type: 'none' }
  | {
      type: 'seen';
      /** Its name, where it is no file of the hub. */
      database?: string;
      sizeMb: number;
      /** `ok`, or what SQLite's quick check says. */
      check: string;
      /** Migrations that the next start runs, and those that only a newer hub knows. */
      pending: string[];
      unknown: string[];
      seats: number;
      /** Seats that told something within the last minute. */
      heardLately: number;
    }
  | { type: 'failed'; why: string }
  /** A database did not answer. */
  | { type: 'away'; database: string; why: string };

export const LATELY_MS = 60_000;

/** Looks at the store without changing it. @param now epoch ms */
export function lookAtStore(dataDir: string, now: number): StoreLook {
  const file = join(dataDir, 'hub.sqlite');
  if (!existsSync(file)) return { type: 'none' };
  let sqlite: Database.Database | undefined;
  try {
    sqlite = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
    const run = new Set(textsOf(sqlite, 'select name from kysely_migration'));
    const known = knownMigrations();
    const count = (query: string, ...values: number[]): number =>
      Number(
        sqlite
          ?.prepare(query)
          .pluck()
          .get(...values),
      );
    return {
      type: 'seen',
      sizeMb: statSync(file).size / MB,
      check: String(sqlite.pragma('quick_check(1)', { simple: true })),
      pending: known.filter((name) => !run.has(name)),
      unknown: [...run].filter((name) => !known.includes(name)),
      seats: count('select count(*) from seat where heard_at is not null'),
      heardLately: count('select count(*) from seat where heard_at >= ?', now - LATELY_MS),
    };
  } catch (cause) {
    return { type: 'failed', why: `${file}: ${messageOf(cause)}` };
  } finally {
    sqlite?.close();
  }
}

/** By their files: the list of `open-database.ts` would bring a store up to date. */
function knownMigrations(): string[] {
  return readdirSync(new URL('./migrations', import.meta.url)).flatMap((name) => {
    const found = MIGRATION.exec(name)?.[1];
    return found === undefined || name.endsWith('.d.ts') ? [] : [found];
  });
}

function textsOf(sqlite: Database.Database, query: string): string[] {
  return sqlite
    .prepare(query)
    .pluck()
    .all()
    .filter((value) => typeof value === 'string');
}
