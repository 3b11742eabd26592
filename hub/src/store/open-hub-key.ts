import { type HubKeyPlace, hubKeyPath, makeHubKey, readHubKey } from '../lib/hub-key-file.js';
import { HubError } from '../lib/hub-error.js';
import { sha256Hex } from '../lib/sha256.js';
import { appendAudit } from './audit.js';
import type { Db } from './schema.js';

/**
 * The hub's key, which wraps those of the sessions. It is made at the first start of a store, and has to be the same ever after.
 * Throws a {@link HubError} `key-unusable`, which says what to do.
 */
export async function openHubKey(
  db: Db,
  place: HubKeyPlace,
  { log, now }: { log?: { warn(what: object, line: string): void }; now: number },
): Promise<Buffer> {
  const stored = await db.selectFrom('hub_key').select('fingerprint').executeTakeFirst();
  const found = readHubKey(place);
  const file = hubKeyPath(place);
  if (stored === undefined) {
    const key = found ?? makeHubKey(place);
    await db
      .insertInto('hub_key')
      .values({ n: 1, fingerprint: fingerprintOf(key), made_at: now, plain: 1 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    if (found === undefined)
      log?.warn({ file }, 'hub key made: keep a copy elsewhere, without it no picture or track opens');
    return key;
  }
  if (found === undefined) {
    throw new HubError(
      'key-unusable',
      `${file}: the hub's key is not there, and the store was begun with one: put its copy there (mode 600) or hand it over as the systemd credential invigil-hub-key. If no copy is left, \`invigil-hub key give-up\` gives up all pictures and tracks and makes a new one`,
    );
  }
  if (fingerprintOf(found) !== stored.fingerprint) {
    throw new HubError('key-unusable', `${file}: this is not the key that the store was begun with`);
  }
  return found;
}

/**
 * Gives up a key of which no copy is left, and with it every picture and track: the next start makes a new one, or takes the one that is
 * there. Gives how many keys of sessions went. Throws a {@link HubError} `key-unusable` where the key is there.
 */
export async function giveUpHubKey(
  db: Db,
  place: HubKeyPlace,
  { by, now }: { by: string; now: number },
): Promise<number> {
  const found = readHubKey(place);
  const stored = await db.selectFrom('hub_key').select('fingerprint').executeTakeFirst();
  if (found !== undefined && fingerprintOf(found) === stored?.fingerprint) {
    throw new HubError(
      'key-unusable',
      `${hubKeyPath(place)}: the hub's key is there: there is nothing to give up`,
    );
  }
  return db.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('session_key').executeTakeFirst();
    await tx.deleteFrom('hub_key').execute();
    const subject = `${numDeletedRows} keys of sessions`;
    const fact = { actor: by, role: null, address: 'console', at: now, count: 1, subject };
    await appendAudit(tx, { ...fact, verb: 'hub-key-given-up' });
    return Number(numDeletedRows);
  });
}

/** Tells keys apart, and tells nothing of a key: it has 256 random bits. */
function fingerprintOf(key: Uint8Array): string {
  return sha256Hex(Buffer.concat([Buffer.from('invigil hub key '), key]));
}
