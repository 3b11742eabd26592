import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Hex } from './sha256.js';
import type { DatabaseAddress } from './store-place.js';

/** For tests only: the server on which they run, `postgres://user@host:port`, with a migrated database `invigil_template`; else they run on SQLite. */
const SERVER = process.env['INVIGIL_TEST_DATABASE'];

const MADE = new Set<string>();

/** A new, empty database: on the server on which the tests run, or on one of this file's own. */
export function emptyDatabase(): DatabaseAddress {
  const name = `e_${randomUUID().replaceAll('-', '')}`;
  const server = SERVER ?? ownServer();
  execFileSync('psql', ['-qXc', `create database ${name}`, `${server}/postgres`], { stdio: 'pipe' });
  return { url: `${server}/${name}` };
}

let own: string | undefined;

function ownServer(): string {
  if (own !== undefined) return own;
  const script = fileURLToPath(new URL('../../../deploy/test-postgres.sh', import.meta.url));
  const [folder = '', url = ''] = execFileSync('bash', [script, 'start']).toString().trim().split(' ');
  process.once('exit', () => execFileSync('bash', [script, 'stop', folder]));
  own = url;
  return url;
}

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
