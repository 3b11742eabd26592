import { mkdirSync } from 'node:fs';
import type { DatabaseLink } from './database-link.js';
import { openPostgres, readPostgres } from './open-postgres.js';
import { openSqlite, readSqlite } from './open-sqlite.js';
import type { Db } from './schema.js';
import type { StorePlace } from '../lib/store-place.js';

/**
 * Opens the store of a hub and brings it up to date: `hub.sqlite` in the data folder, or the database that is named.
 * Throws a `HubError` with code `store-unavailable`. @param link over which a database is reached
 */
export async function openDatabase({ dataDir, database }: StorePlace, link?: DatabaseLink): Promise<Db> {
  if (database === undefined) return openSqlite(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return openPostgres(database, link);
}

/** Another connection to a store that is open, which only reads: for a thread beside the hub's own. */
export function openReader({ dataDir, database }: StorePlace): Db {
  return database === undefined ? readSqlite(dataDir) : readPostgres(database);
}
