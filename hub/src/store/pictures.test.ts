import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { planRooms } from '../lib/room-plan.js';
import { sha256Hex } from '../lib/sha256.js';
import { BOOT, testConfig } from '../lib/testing.js';
import { saveEvidence } from './evidence.js';
import { openDatabase } from './open-database.js';
import { FolderFiles } from './files/folder-files.js';
import { Pictures } from './pictures.js';
import { pictureFile } from './kept-files.js';
import { openHubKey } from './open-hub-key.js';
import { enrolSeats, loadSeats } from './seats.js';
import { SessionKeys } from './session-keys.js';

async function setUp() {
  const config = testConfig();
  const db = await openDatabase(config);
  await enrolSeats(db, planRooms(config));
  const seats = await loadSeats(db, 'north');
  const [a1, a2] = [seats.get('r2/a1')?.id ?? 0, seats.get('r2/a2')?.id ?? 0];
  const pictures = new Pictures(
    db,
    new FolderFiles(config.dataDir),
    new SessionKeys(db, await openHubKey(db, config, { now: 0 })),
  );
  const put = (text: string, seatId = a1, at = 0, session = 'maths') =>
    pictures.put({ sha256: sha256Hex(text), seatId, session, jpeg: Buffer.from(text), at });
  return { config, db, pictures, put, a1, a2 };
}

test('takes only so many pictures in an hour that no event of the seat names', async () => {
  const { db, put, a1, a2 } = await setUp();
  for (let i = 0; i < 100; i += 1) assert.equal(await put(`picture ${i}`), 'kept');
  assert.equal(await put('one more'), 'too-many');
  assert.equal(await put('one more', a2), 'kept', 'another seat has its own count');
  const named = { sha256: sha256Hex('picture 7'), takenAt: 1, role: 'moment' as const };
  await saveEvidence(db, a2, `${BOOT}-1`, [named]);
  assert.equal(await put('yet another'), 'too-many', 'what another seat names does not count');
  await saveEvidence(db, a1, `${BOOT}-1`, [named]);
  assert.equal(await put('yet another'), 'kept');
  assert.equal(await put('later', a1, 3_600_001), 'kept');
});

test('keeps a picture that two seats bring at once so that it can be read', async () => {
  const { a1, a2, pictures, put } = await setUp();
  for (let i = 0; i < 20; i += 1) {
    const text = `the same picture ${i}`;
    const done = await Promise.all([put(text, a1), put(text, a2), put(text, a1)]);
    assert.deepEqual(done.toSorted(), ['kept', 'there-already', 'there-already']);
    assert.equal((await pictures.read(sha256Hex(text)))?.toString(), text);
  }
});

test('takes a picture again whose file is gone', async () => {
  const { config, pictures, put } = await setUp();
  assert.equal(await put('picture'), 'kept');
  assert.equal(await put('picture'), 'there-already');
  rmSync(join(config.dataDir, 'evidence'), { recursive: true });
  assert.equal(await pictures.read(sha256Hex('picture')), undefined);
  assert.equal(await put('picture'), 'kept');
  assert.equal((await pictures.read(sha256Hex('picture')))?.toString(), 'picture');
});

test('keeps a picture sealed, readable with the key of its own session only, and nothing else of it on the disk', async () => {
  const { config, db, pictures, put, a2 } = await setUp();
  await put('a picture of maths');
  await put('a picture of physics', undefined, 0, 'physics');
  await put('a picture of another seat', a2);
  const file = join(config.dataDir, pictureFile(sha256Hex('a picture of maths')));
  assert.equal(statSync(file).mode & 0o777, 0o600);
  const names = readdirSync(config.dataDir, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  for (const one of names)
    assert.ok(!readFileSync(join(one.parentPath, one.name)).includes('a picture of'), one.name);
  assert.equal(names.filter(({ name }) => name.endsWith('.part')).length, 0);
  const keys = db.deleteFrom('session_key').where('session', '=', 'maths').where('seat_id', '!=', a2);
  await keys.execute();
  assert.equal(await pictures.read(sha256Hex('a picture of maths')), undefined);
  assert.equal((await pictures.read(sha256Hex('a picture of physics')))?.toString(), 'a picture of physics');
  assert.equal((await pictures.read(sha256Hex('a picture of another seat')))?.length, 25);
});

test('shows no picture whose file was changed, or is that of another picture', async () => {
  const { config, pictures, put } = await setUp();
  await put('one');
  await put('two');
  const [one, two] = [sha256Hex('one'), sha256Hex('two')].map((sha) =>
    join(config.dataDir, pictureFile(sha)),
  );
  writeFileSync(one ?? '', readFileSync(two ?? ''));
  await assert.rejects(pictures.read(sha256Hex('one')), { code: 'store-damaged' });
});
