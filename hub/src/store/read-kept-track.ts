import { buffer } from 'node:stream/consumers';
import type { HubKeyPlace } from '../lib/hub-key-file.js';
import { readStored } from '../lib/sealed-file.js';
import { openDatabase } from './open-database.js';
import { openHubKey } from './open-hub-key.js';
import { SessionKeys } from './session-keys.js';
import { Tracks } from './tracks.js';

/**
 * The bytes of a track as its seat wrote them, for who has the hub's key; undefined where the hub has none of this boot. Throws a HubError
 * `store-unavailable` or `key-unusable`.
 */
export async function readKeptTrack(place: HubKeyPlace, boot: string): Promise<Buffer | undefined> {
  const db = await openDatabase(place.dataDir);
  try {
    const keys = new SessionKeys(db, await openHubKey(db, place, { now: 0 }));
    const row = await db.selectFrom('track').select('seat_id').where('boot', '=', boot).executeTakeFirst();
    const file = row && (await new Tracks(db, place.dataDir, keys).file(row.seat_id, boot));
    return file && (await buffer(readStored(file)));
  } finally {
    await db.destroy();
  }
}
