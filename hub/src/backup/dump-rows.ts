import { execFile } from 'node:child_process';
import { chmod, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HubError, messageOf } from '../lib/hub-error.js';
import type { DatabaseAddress } from '../lib/store-place.js';
import { nameOfDatabase, reached } from '../store/postgres-pool.js';

const run = promisify(execFile);
/** Where Debian keeps the authorities that the system knows. */
const SYSTEM_CA = '/etc/ssl/certs/ca-certificates.crt';

/**
 * Copies the rows of a hub in PostgreSQL into a file, as they are at one moment, by the system's `pg_dump`; `pg_restore` puts them back. Gives its path;
 * undefined where there is no `pg_dump` on this machine. @param at epoch ms
 * Throws a {@link HubError} `store-unavailable` with what `pg_dump` said, such as that it is older than the server.
 */
export async function dumpRows(
  address: DatabaseAddress,
  folder: string,
  at: number,
): Promise<string | undefined> {
  const { database = '', host = '', password, port, ssl, user } = reached(address);
  const file = join(folder, `hub-${new Date(at).toISOString().replace(/[:.]/g, '-')}.dump`);
  const env = {
    ...process.env,
    PGHOST: host,
    PGPORT: String(port),
    PGDATABASE: database,
    ...(user !== undefined && { PGUSER: user }),
    // Not on its command line, which others on this machine can read.
    ...(typeof password === 'string' && { PGPASSWORD: password }),
    ...(ssl === false
      ? { PGSSLMODE: 'disable' }
      : { PGSSLMODE: 'verify-full', PGSSLROOTCERT: address.ca ?? SYSTEM_CA }),
  };
  try {
    await run('pg_dump', ['--format=custom', '--no-owner', '--no-password', `--file=${file}.new`], { env });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    const said =
      cause instanceof Error && 'stderr' in cause
        ? String(cause.stderr).trim().split('\n')[0]
        : messageOf(cause);
    throw new HubError('store-unavailable', `${nameOfDatabase(address)}: not dumped: ${said}`, { cause });
  }
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
  return file;
}
