import type { Db } from './schema.js';
import { isStoreAway } from './store-away.js';

/**
 * Reads a row, or that there is none. Resolves with true, also where a database is away: it comes back by itself, and what waits for it would be
 * lost with a hub that is started anew. Rejects where the store can't be read.
 */
export async function storeAnswers(db: Db): Promise<true> {
  try {
    await db.selectFrom('seat').select('id').limit(1).execute();
  } catch (cause) {
    if (!isStoreAway(cause)) throw cause;
  }
  return true;
}
