import { type Migration, Migrator } from 'kysely';
import { messageOf } from '../lib/hub-error.js';
import type { Db } from './schema.js';

/** Brings a database up to date. Throws with the name of the migration that failed; then nothing of it was done. */
export async function migrate(db: Db, migrations: Record<string, Migration>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'migration';
  throw new Error(`${failed}: ${messageOf(error)}`, { cause: error });
}
