import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { isSealed } from '../lib/sealed-file.js';
import { sha256Hex } from '../lib/sha256.js';
import { BOOT, OTHER_BOOT, SILENT, testConfig, testStore } from '../lib/testing.js';
import { planRooms } from '../lib/room-plan.js';
import { bootId, saveSessions } from './events.js';
import { saveEvidence } from './evidence.js';
import { pictureFile, removeUnfinished, trackFile } from './kept-files.js';
import { openDatabase } from './open-database.js';
import { openHubKey } from './open-hub-key.js';
import { FolderFiles } from './files/folder-files.js';
import { Pictures } from './pictures.js';
import { readKeptTrack } from './read-kept-track.js';
import { sealPlainFiles } from './seal-plain-files.js';
import { enrolSeats } from './seats.js';
import { SessionKeys } from './session-keys.js';

/** A store of before: three pictures and a track in plain, of which one picture belongs to a session. */
async function setUp() {
  const config = testConfig();
  const { dataDir } = config;
  const db = await openDatabase(testStore(dataDir));
  await enrolSeats(db, planRooms(config));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(dataDir, file)), { recursive: true });
    writeFileSync(join(dataDir, file), text);
  };
  for (const text of ['named', 'unnamed', 'unknown']) {
    write(pictureFile(sha256Hex(text)), text);
    const row = { sha256: sha256Hex(text), seat_id: 1, bytes: text.length, received_at: 1, session: null };
    if (text !== 'unknown') await db.insertInto('picture').values(row).execute();
  }
  await saveSessions(db, await bootId(db, 1, BOOT), ['maths']);
  const named = { sha256: sha256Hex('named'), takenAt: 1, role: 'moment' as const };
  await saveEvidence(db, 1, `${BOOT}-1`, [named]);
  write(trackFile(1, OTHER_BOOT), 'a track');
  const facts = { seat_id: 1, boot: OTHER_BOOT, session: null, version: '0', policy_hash: '', from_at: 1 };
  const rest = { to_at: 2, observations: 1, finished: 1, sha256: '', bytes: 7, received_at: 1, sealed: 0 };
  await db
    .insertInto('track')
    .values({ ...facts, ...rest })
    .execute();
  const keys = new SessionKeys(db, await openHubKey(db, config, { now: 0 }));
  const pictures = new Pictures(db, new FolderFiles(dataDir), keys);
  const sealAll = () => sealPlainFiles({ db, dataDir, keys, now: 1, log: SILENT });
  return { dataDir, db, pictures, sealAll, write };
}

test('what lay in plain is read as it is until it is sealed, and what no row knows is removed', async () => {
  const { dataDir, db, pictures, sealAll } = await setUp();
  assert.equal((await pictures.read(sha256Hex('named')))?.toString(), 'named');
  await sealAll();
  for (const file of [
    pictureFile(sha256Hex('named')),
    pictureFile(sha256Hex('unnamed')),
    trackFile(1, OTHER_BOOT),
  ])
    assert.ok(isSealed(readFileSync(join(dataDir, file))), file);
  const names = readdirSync(join(dataDir, 'evidence'), { recursive: true, encoding: 'utf8' });
  assert.equal(names.filter((name) => name.includes('.')).length, 2);
  assert.equal((await pictures.read(sha256Hex('named')))?.toString(), 'named');
  assert.equal((await pictures.read(sha256Hex('unnamed')))?.toString(), 'unnamed');
  assert.equal((await readKeptTrack(testStore(dataDir), OTHER_BOOT))?.toString(), 'a track');
  const sessions = await db.selectFrom('session_key').select('session').orderBy('session').execute();
  assert.deepEqual(
    sessions.map(({ session }) => session),
    ['maths', '~', `~${OTHER_BOOT}`],
  );
});

test('a hub that was cut off after it sealed a file and before it wrote so goes on', async () => {
  const { db, pictures, sealAll } = await setUp();
  await sealAll();
  await db.updateTable('picture').set({ session: null }).execute();
  await db.updateTable('hub_key').set({ plain: 1 }).execute();
  await sealAll();
  assert.equal((await pictures.read(sha256Hex('named')))?.toString(), 'named');
});

test('what was only begun to be written is removed at the start', async () => {
  const { dataDir, write } = await setUp();
  write(join('tracks', '1', `${BOOT}.track.77.1.part`), 'half a track');
  assert.equal(await removeUnfinished(dataDir), 1);
  assert.equal(await removeUnfinished(dataDir), 0);
});
