import { sql } from 'kysely';
import { messageOf } from '../lib/hub-error.js';
import type { DatabaseAddress } from '../lib/store-place.js';
import { dialectOf } from './dialect.js';
import { LATELY_MS, MB, type StoreLook } from './look-at-store.js';
import { POSTGRES_MIGRATIONS } from './migrations.js';
import { readPostgres } from './open-postgres.js';
import { nameOfDatabase } from './postgres-pool.js';
import type { Db } from './schema.js';

/** Major version of a PostgreSQL server; undefined: it does not answer. */
export async function serverVersion(address: DatabaseAddress): Promise<number | undefined> {
  let db: Db | undefined;
  try {
    db = readPostgres(address);
    const { rows } = await sql<{ version: number }>`
      select current_setting('server_version_num')::int / 10000 as version`.execute(db);
    return rows[0]?.version;
  } catch {
    return undefined;
  } finally {
    await db?.destroy();
  }
}

/** Looks at the rows of a hub in PostgreSQL without changing them, also while the hub uses them. @param now epoch ms */
export async function lookAtDatabase(address: DatabaseAddress, now: number): Promise<StoreLook> {
  const database = nameOfDatabase(address);
  let db: Db | undefined;
  try {
    db = readPostgres(address);
    const { rows } = await sql<{ there: boolean }>`
      select to_regclass('kysely_migration') is not null as there`.execute(db);
    if (rows[0]?.there !== true) return { type: 'none' };
    const run = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
    const names = new Set(run.rows.map(({ name }) => name));
    const known = Object.keys(POSTGRES_MIGRATIONS);
    const heard = await db
      .selectFrom('seat')
      .select((eb) => [
        eb.fn.count<number>('heard_at').as('seats'),
        eb.fn
          .count<number>('id')
          .filterWhere('heard_at', '>=', now - LATELY_MS)
          .as('lately'),
      ])
      .executeTakeFirstOrThrow();
    return {
      type: 'seen',
      database,
      sizeMb: (await dialectOf(db).storeBytes(db, '')) / MB,
      check: 'ok',
      pending: known.filter((name) => !names.has(name)),
      unknown: [...names].filter((name) => !known.includes(name)),
      seats: heard.seats,
      heardLately: heard.lately,
    };
  } catch (cause) {
    return { type: 'away', database, why: messageOf(cause) };
  } finally {
    await db?.destroy();
  }
}
