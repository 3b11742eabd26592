import { readFileSync } from 'node:fs';
import { type ClientConfig, Client, Pool, TypeOverrides } from 'pg';
import { HubError, messageOf } from '../lib/hub-error.js';
import { isLoopback } from '../lib/loopback.js';
import type { DatabaseAddress } from '../lib/store-place.js';
import type { DatabaseLink } from './database-link.js';

/** How long the server may take to answer a connection, ms. */
const PATIENCE_MS = 5000;
/** The same where nothing but an answer is asked for, ms. */
const PROBE_PATIENCE_MS = 3000;

/** bigint and numeric come as texts otherwise: every count, time and sum of the hub is below 2^53. */
const NUMBERS = new TypeOverrides();
for (const type of [20, 1700]) NUMBERS.setTypeParser(type, Number);

/** A connection is waited for only so long; a turn at the one that there is, as long as it takes. */
class PatientClient extends Client {
  constructor(config?: ClientConfig) {
    super({ connectionTimeoutMillis: PATIENCE_MS, ...config });
    // One that ends between two statements of a transaction is told to who says the next. Unheard, it would end the process.
    this.on('error', () => {});
  }
}

/**
 * One connection to a PostgreSQL database, made anew where it was cut: whoever comes waits for its turn, so that a transaction is alone in
 * this process, as it is in SQLite (adr/0043). Throws a {@link HubError} `config-invalid`. @param link what it goes over; left out: nobody cuts it
 */
export function openPool(address: DatabaseAddress, mode: 'write' | 'read', link?: DatabaseLink): Pool {
  const settings =
    mode === 'write'
      ? ['synchronous_commit=on']
      : ['default_transaction_read_only=on', 'default_transaction_isolation=repeatable\\ read'];
  const pool = new Pool({
    ...reached(address),
    ...(link && { stream: link.socket }),
    Client: PatientClient,
    max: 1,
    idleTimeoutMillis: 0,
    // A program that has nothing else to do ends, as with a file.
    allowExitOnIdle: true,
    keepAlive: true,
    application_name: `invigil-hub ${mode}`,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
    types: NUMBERS,
  });
  // A connection that ends while nobody uses it is made anew by the next who needs it.
  pool.on('error', () => {});
  return pool;
}

/** One connection, not connected yet, for statements that are answered at once. Throws a {@link HubError} `config-invalid`. */
export function openClient(address: DatabaseAddress, link: DatabaseLink): Client {
  return new PatientClient({
    ...reached(address),
    stream: link.socket,
    connectionTimeoutMillis: PROBE_PATIENCE_MS,
    query_timeout: PROBE_PATIENCE_MS,
    application_name: 'invigil-hub watch',
  });
}

/** A database without what opens it: for messages. */
export function nameOfDatabase({ url }: DatabaseAddress): string {
  const { hostname, pathname, port, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  return `postgres://${host}${port === '' ? '' : `:${port}`}${pathname}`;
}

/** The same for the driver. Throws a {@link HubError} `config-invalid`. */
export function reached(address: DatabaseAddress): ClientConfig {
  const { hostname, password, pathname, port, searchParams, username } = new URL(address.url);
  const host = searchParams.get('host') ?? hostname;
  const user = searchParams.get('user') ?? decodeURIComponent(username);
  const isNear = host.startsWith('/') || isLoopback(host.replace(/^\[|\]$/g, ''));
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: port === '' ? 5432 : Number(port),
    database: decodeURIComponent(pathname.slice(1)),
    ...(user !== '' && { user }),
    ...passwordOf(address, decodeURIComponent(password)),
    // Nothing crosses a network in the clear, or to a server that can't say who it is.
    ssl: isNear
      ? false
      : {
          rejectUnauthorized: true,
          ...(address.ca !== undefined && { ca: read('ca', address.ca) }),
        },
  };
}

function passwordOf({ passwordFile }: DatabaseAddress, inUrl: string): { password?: string } {
  if (passwordFile === undefined) return inUrl === '' ? {} : { password: inUrl };
  return { password: read('passwordFile', passwordFile).split(/\r?\n/)[0] ?? '' };
}

function read(what: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new HubError('config-invalid', `database.${what}: can't be read: ${messageOf(cause)}`, { cause });
  }
}
