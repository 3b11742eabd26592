import { sql } from 'kysely';
import type { StorePlace } from '../lib/store-place.js';
import { readPostgres } from './open-postgres.js';

/**
 * Counts the rows of every table of a PostgreSQL database as they are at one moment, and lets something else read that same moment meanwhile.
 * @param act is given the name of the moment, as `pg_dump --snapshot` takes it
 */
export async function countRowsWhile(
  address: NonNullable<StorePlace['database']>,
  act: (snapshot: string) => Promise<void>,
): Promise<ReadonlyMap<string, number>> {
  const db = readPostgres(address);
  try {
    return await db.transaction().execute(async (one) => {
      const made = await sql<{ snapshot: string }>`select pg_export_snapshot() as snapshot`.execute(one);
      await act(made.rows[0]?.snapshot ?? '');
      const { rows: tables } = await sql<{ name: string }>`
        select relname as name from pg_class
        where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(one);
      const counts = new Map<string, number>();
      for (const { name } of tables) {
        const counted = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(name)}`.execute(
          one,
        );
        counts.set(name, counted.rows[0]?.rows ?? 0);
      }
      return counts;
    });
  } finally {
    await db.destroy();
  }
}
