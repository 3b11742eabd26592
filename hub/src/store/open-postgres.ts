import { Kysely, PostgresDialect } from 'kysely';
import { systemClock } from '../lib/clock.js';
import { HubError, messageOf } from '../lib/hub-error.js';
import type { DatabaseLink } from './database-link.js';
import { makePartitions } from './event-partitions.js';
import { migrate } from './migrate.js';
import { POSTGRES_MIGRATIONS } from './migrations.js';
import { nameOfDatabase, openPool } from './postgres-pool.js';
import type { Db, Schema } from './schema.js';
import type { DatabaseAddress } from '../lib/store-place.js';

/**
 * Opens a PostgreSQL database that is there, makes or brings up to date what the hub has in it, and makes partitions ahead. What was
 * committed survives a power cut where the server's `fsync` is on. Throws a {@link HubError} `store-unavailable` or `config-invalid`.
 */
export async function openPostgres(address: DatabaseAddress, link?: DatabaseLink): Promise<Db> {
  const pool = openPool(address, 'write', link);
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db, POSTGRES_MIGRATIONS);
    await makePartitions(db, systemClock.now());
    return db;
  } catch (cause) {
    await db.destroy();
    throw new HubError(
      'store-unavailable',
      `${nameOfDatabase(address)}: can't be opened: ${messageOf(cause)}; nothing was changed. It must be there, and belong to the hub's user`,
      { cause },
    );
  }
}

/** Another connection, which only reads; a transaction of it sees the database as it was when it began. */
export function readPostgres(address: DatabaseAddress): Db {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool: openPool(address, 'read') }) });
}
