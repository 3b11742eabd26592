import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HubError } from '../lib/hub-error.js';
import { planRooms } from '../lib/room-plan.js';
import { hashed, riskAt, SILENT, tempFolder, testConfig } from '../lib/testing.js';
import { bootId, insertRows, rowsOf } from '../store/events.js';
import { openSqlite } from '../store/open-sqlite.js';
import { enrolSeats } from '../store/seats.js';
import { SealError } from '../lib/sealed-file.js';
import { initPki } from '../pki/pki-folder.js';
import { bringAuthorityBack } from './authority-copy.js';
import { backUp } from './back-up.js';
import { BackupRounds } from './backup-rounds.js';
import { restore } from './restore.js';

const AT = Date.UTC(2026, 10, 25, 12, 0, 0);
const PICTURE = join('evidence', 'ab', `${'ab'.repeat(32)}.jpg`);

/** A hub's data with so many events and a picture, and its store still open. */
async function setUp(events: number) {
  const config = testConfig();
  const { dataDir } = config;
  const db = await openSqlite(dataDir);
  await enrolSeats(db, planRooms(config));
  const boot = await bootId(db, 1, 'a'.repeat(16));
  const tell = (seqs: readonly number[]) =>
    insertRows(
      db,
      rowsOf(
        { seatId: 1, bootId: boot },
        seqs.map((seq) => hashed(riskAt(seq, AT + seq, 1))),
        AT,
      ),
    );
  await tell(Array.from({ length: events }, (_, i) => i + 1));
  mkdirSync(join(dataDir, 'evidence', 'ab'), { recursive: true });
  writeFileSync(join(dataDir, PICTURE), 'a picture');
  writeFileSync(join(dataDir, 'evidence', 'ab', 'half.new'), 'half a pic');
  return { dataDir, db, tell, folder: join(tempFolder(), 'backups') };
}

test('copies a store that is in use as it is at one moment, with the pictures, and brings it back', async () => {
  const { dataDir, db, folder, tell } = await setUp(300);
  const made = await backUp({ dataDir }, folder, { at: AT, keep: 0, key: undefined });
  assert.deepEqual([made.events, made.seats, made.files], [300, 2, 1]);
  await tell([301]);
  await assert.rejects(restore(dataDir, made.file, { at: AT, force: false }), /stop the hub/);
  await db.destroy();
  const restored = await restore(dataDir, made.file, { at: AT + 1, force: false });
  assert.deepEqual([restored.events, restored.files], [300, 0]);
  const again = await openSqlite(dataDir);
  assert.equal((await again.selectFrom('event').select('seq').execute()).length, 300);
  await again.destroy();
  assert.ok(existsSync(join(dataDir, `hub.sqlite.before-${AT + 1}`)));
});

test('brings a backup to an empty machine', async () => {
  const { dataDir, db, folder } = await setUp(5);
  const { file } = await backUp({ dataDir }, folder, { at: AT, keep: 0, key: undefined });
  await db.destroy();
  const elsewhere = join(tempFolder(), 'new');
  assert.deepEqual(await restore(elsewhere, file, { at: AT, force: false }), {
    events: 5,
    seats: 2,
    files: 1,
    before: null,
  });
  assert.equal(readFileSync(join(elsewhere, PICTURE), 'utf8'), 'a picture');
});

test('keeps as many copies as it is told, and each picture once', async () => {
  const { dataDir, db, folder } = await setUp(1);
  for (let hour = 0; hour < 4; hour++)
    await backUp({ dataDir }, folder, { at: AT + hour * 3_600_000, keep: 2, key: undefined });
  await db.destroy();
  assert.deepEqual(readdirSync(folder).sort(), [
    'evidence',
    'hub-2026-11-25T14-00-00-000Z.sqlite',
    'hub-2026-11-25T15-00-00-000Z.sqlite',
  ]);
});

test('refuses a backup that is damaged, and changes nothing', async () => {
  const { dataDir, db, folder } = await setUp(2000);
  const { file } = await backUp({ dataDir }, folder, { at: AT, keep: 0, key: undefined });
  await db.destroy();
  const bytes = readFileSync(file);
  bytes.fill(0x55, 8192, bytes.length - 4096);
  writeFileSync(file, bytes);
  const before = readFileSync(join(dataDir, 'hub.sqlite'));
  await assert.rejects(
    restore(dataDir, file, { at: AT, force: false }),
    (error) => error instanceof HubError && error.code === 'store-damaged',
  );
  assert.deepEqual(readFileSync(join(dataDir, 'hub.sqlite')), before);
});

test('backs up beside the hub’s work, and a backup that fails is no end', async () => {
  const { dataDir, db, folder } = await setUp(10);
  const clock = { now: () => AT };
  const plan = { folder, everyHours: 6, keep: 3 };
  await new BackupRounds({ dataDir, plan, place: { dataDir }, clock, log: SILENT }).once();
  assert.equal(readdirSync(folder).filter((name) => name.endsWith('.sqlite')).length, 1);
  await new BackupRounds({
    dataDir: join(dataDir, 'none'),
    plan,
    place: { dataDir },
    clock,
    log: SILENT,
  }).once();
  assert.equal(readdirSync(folder).filter((name) => name.endsWith('.sqlite')).length, 1);
  await db.destroy();
});

test('the centre’s authority goes along sealed, and comes back only where none is and the key is there', async () => {
  const { dataDir, db, folder } = await setUp(1);
  await db.destroy();
  const [key, another] = [randomBytes(32), randomBytes(32)];
  assert.equal(
    (await backUp({ dataDir }, folder, { at: AT, keep: 0, key })).authority,
    false,
    'there is none',
  );
  await initPki(dataDir, { centre: 'north', names: ['localhost'], now: AT });
  assert.equal((await backUp({ dataDir }, folder, { at: AT, keep: 0, key: undefined })).authority, false);
  assert.equal((await backUp({ dataDir }, folder, { at: AT, keep: 0, key })).authority, true);
  const sealed = readFileSync(join(folder, 'pki.sealed'));
  assert.ok(!sealed.includes('PRIVATE KEY'));
  assert.equal(statSync(join(folder, 'pki.sealed')).mode & 0o777, 0o600);

  const elsewhere = join(tempFolder(), 'new');
  assert.equal(await bringAuthorityBack(folder, elsewhere, undefined), 'no-key');
  await assert.rejects(bringAuthorityBack(folder, elsewhere, another), SealError);
  assert.equal(await bringAuthorityBack(folder, elsewhere, key), 'back');
  for (const name of ['ca.key', 'ca.crt', 'hub.key', 'hub.crt'])
    assert.equal(
      readFileSync(join(elsewhere, 'pki', name), 'utf8'),
      readFileSync(join(dataDir, 'pki', name), 'utf8'),
    );
  assert.equal(statSync(join(elsewhere, 'pki/ca.key')).mode & 0o777, 0o600);
  assert.equal(await bringAuthorityBack(folder, elsewhere, another), 'there-already');
});
