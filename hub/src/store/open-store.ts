import type { Clock } from '../lib/clock.js';
import { keyPlace } from '../lib/hub-key-file.js';
import type { Log } from '../lib/log.js';
import type { StorePlace } from '../lib/store-place.js';
import { DatabaseLink } from './database-link.js';
import { DatabaseProbe } from './database-probe.js';
import { removeUnfinished } from './kept-files.js';
import { openDatabase } from './open-database.js';
import { openHubKey } from './open-hub-key.js';
import type { Db } from './schema.js';
import { SessionKeys } from './session-keys.js';
import { StoreWatch } from './store-watch.js';

/** What a hub keeps and what opens it. */
export type OpenStore = {
  db: Db;
  hubKey: Buffer;
  keys: SessionKeys;
  /** Not started yet. */
  watch: StoreWatch;
};

/** Opens the store of a hub that is about to run. Throws a `HubError`: `store-unavailable` or `key-unusable`. */
export async function openStore(
  config: StorePlace & { keyFile?: string | undefined },
  { clock, log }: { clock: Clock; log: Log },
): Promise<OpenStore> {
  const { database, dataDir } = config;
  const link = new DatabaseLink();
  const db = await openDatabase(config, link);
  const hubKey = await openHubKey(db, keyPlace(config), { log, now: clock.now() });
  const unfinished = await removeUnfinished(dataDir);
  if (unfinished > 0) log.warn({ unfinished }, 'files removed that were not whole');
  const watch = new StoreWatch({
    probe: database && new DatabaseProbe(database),
    cut: () => link.cut(),
    clock,
    log,
  });
  return { db, hubKey, keys: new SessionKeys(db, hubKey), watch };
}
