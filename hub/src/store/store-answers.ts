import type { Db } from './schema.js';

/** Reads a row, or that there is none. Resolves with true; rejects where the store can't be read. */
export async function storeAnswers(db: Db): Promise<true> {
  await db.selectFrom('seat').select('id').limit(1).execute();
  return true;
}
