import { buffer } from 'node:stream/consumers';
import type { HubKeyPlace } from '../lib/hub-key-file.js';
import type { HubConfig } from '../lib/hub-config.js';
import { readStored } from '../lib/sealed-file.js';
import { openFiles } from './files/open-files.js';
import { openDatabase } from './open-database.js';
import { openHubKey } from './open-hub-key.js';
import { SessionKeys } from './session-keys.js';
import type { StorePlace } from '../lib/store-place.js';
import { Tracks } from './tracks.js';

/**
 * The bytes of a track as its seat wrote them, for who has the hub's key; undefined where the hub has none of this boot. Throws a HubError
 * `store-unavailable` or `key-unusable`.
 */
export async function readKeptTrack(
  place: HubKeyPlace & StorePlace & Partial<Pick<HubConfig, 'evidence'>>,
  boot: string,
): Promise<Buffer | undefined> {
  const db = await openDatabase(place);
  try {
    const keys = new SessionKeys(db, await openHubKey(db, place, { now: 0 }));
    const row = await db.selectFrom('track').select('seat_id').where('boot', '=', boot).executeTakeFirst();
    const tracks = new Tracks(db, openFiles({ dataDir: place.dataDir, evidence: place.evidence }), keys);
    return row && (await tracks.withFile(row.seat_id, boot, (file) => buffer(readStored(file))));
  } finally {
    await db.destroy();
  }
}
