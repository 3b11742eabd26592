import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { sha256Hex } from './sha256.js';
import type { DatabaseAddress } from './store-place.js';

/** For tests only: the server on which they run, `postgres://user@host:port`, with a migrated database `invigil_template`; else they run on SQLite. */
const SERVER = process.env['INVIGIL_TEST_DATABASE'];

const MADE = new Set<string>();

/** Options of a test that only means something on SQLite. @param why what it looks at that PostgreSQL doesn't have */
export function onlySqlite(why: string): { skip: string | false } {
  return { skip: SERVER === undefined ? false : `only of SQLite: ${why}` };
}

/** The database that goes with a data folder, made at its first use and never removed: the server is the tests' own. Undefined: the tests run on SQLite. */
export function testDatabase(dataDir: string): DatabaseAddress | undefined {
  if (SERVER === undefined) return undefined;
  const name = `t_${sha256Hex(resolve(dataDir)).slice(0, 24)}`;
  if (!MADE.has(name)) {
    const make = `create database ${name} template invigil_template`;
    execFileSync('psql', ['-qXc', make, `${SERVER}/postgres`], { stdio: 'pipe' });
    MADE.add(name);
  }
  return { url: `${SERVER}/${name}` };
}
