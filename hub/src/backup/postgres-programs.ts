import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { HubError, messageOf } from '../lib/hub-error.js';
import type { StorePlace } from '../lib/store-place.js';
import { reached } from '../store/postgres-pool.js';

/** Where Debian keeps the authorities that the system knows. */
const SYSTEM_CA = '/etc/ssl/certs/ca-certificates.crt';

type Program = 'pg_dump' | 'pg_restore';

/** Runs a program of PostgreSQL that the system has. Throws a {@link HubError}: `programs-missing`, or `code` with the first line that it said. */
export async function runPostgres(
  program: Program,
  args: readonly string[],
  options: {
    /** The database that it connects to; undefined: none. */
    address?: StorePlace['database'];
    /** Reads what it prints, to its end. */
    take?: (out: Readable) => Promise<void>;
    code: 'store-unavailable' | 'store-damaged';
    /** What went wrong, before its own words. */
    what: string;
  },
): Promise<void> {
  const { address, code, take, what } = options;
  const env = address === undefined ? process.env : { ...process.env, ...environmentOf(address) };
  const child = spawn(program, args, {
    env,
    stdio: ['ignore', take === undefined ? 'ignore' : 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const said = child.stderr === null ? '' : text(child.stderr);
  try {
    const [status] = await Promise.all([ended, child.stdout && take?.(child.stdout)]);
    if (status === 0) return;
  } catch (cause) {
    if (isMissing(cause)) throw new HubError('programs-missing', missing(program), { cause });
    throw new HubError(code, `${what}: ${messageOf(cause)}`, { cause });
  }
  throw new HubError(code, `${what}: ${(await said).trim().split('\n')[0]}`);
}

/** Major version of the `pg_dump` of this machine; undefined: there is none. */
export async function dumpVersion(): Promise<number | undefined> {
  let version = '';
  try {
    await runPostgres('pg_dump', ['--version'], {
      code: 'store-unavailable',
      what: 'pg_dump',
      take: async (out) => void (version = await text(out)),
    });
  } catch {
    return undefined;
  }
  const major = /\(PostgreSQL\) (\d+)/.exec(version)?.[1];
  return major === undefined ? undefined : Number(major);
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}

function missing(program: Program): string {
  return `${program} is not on this machine: install postgresql-client, of the server's version or newer (docs/operations.md)`;
}

/** Nothing of it stands on a command line, which others on this machine can read. */
function environmentOf(address: NonNullable<StorePlace['database']>): NodeJS.ProcessEnv {
  const { database = '', host = '', password, port, ssl, user } = reached(address);
  return {
    PGHOST: host,
    PGPORT: String(port),
    PGDATABASE: database,
    ...(user !== undefined && { PGUSER: user }),
    ...(typeof password === 'string' && { PGPASSWORD: password }),
    ...(ssl === false
      ? { PGSSLMODE: 'disable' }
      : { PGSSLMODE: 'verify-full', PGSSLROOTCERT: address.ca ?? SYSTEM_CA }),
  };
}
