import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { HubConfig } from '../../lib/hub-config.js';
import { loadHubConfig } from '../../lib/load-hub-config.js';
import { planRooms } from '../../lib/room-plan.js';
import { readStored } from '../../lib/sealed-file.js';
import { sha256Hex } from '../../lib/sha256.js';
import { BOOT, SILENT, tempFolder, testConfig } from '../../lib/testing.js';
import { pictureFile, trackFile } from '../kept-files.js';
import { openDatabase } from '../open-database.js';
import { openHubKey } from '../open-hub-key.js';
import { Pictures } from '../pictures.js';
import { enrolSeats } from '../seats.js';
import { SessionKeys } from '../session-keys.js';
import { Tracks } from '../tracks.js';
import { FolderFiles } from './folder-files.js';
import { filesToErase } from './open-files.js';
import { S3Client } from './s3-client.js';
import { s3Credentials } from './s3-credentials.js';
import { S3Files } from './s3-files.js';
import { settleFiles } from './settle-files.js';
import { TRACK_FACTS, testS3 } from './test-s3.js';

async function setUp() {
  const s3 = await testS3();
  const config = testConfig({
    evidence: { s3: { endpoint: s3.endpoint, bucket: 'bucket', prefix: 'north/' } },
  });
  const db = await openDatabase(config);
  await enrolSeats(db, planRooms(config));
  const keys = new SessionKeys(db, await openHubKey(db, config, { now: 0 }));
  const settings = config.evidence?.s3;
  assert.ok(settings);
  const client = new S3Client(settings, s3.credentials, undefined);
  const staging = join(config.dataDir, 'staging');
  const before = new FolderFiles(config.dataDir);
  const files = new S3Files(client, { staging, before });
  const put = (pictures: Pictures, words: string) =>
    pictures.put({ sha256: sha256Hex(words), seatId: 1, session: 'maths', jpeg: Buffer.from(words), at: 0 });
  const putTrack = (words: string) =>
    new Tracks(db, files, keys).put({
      seatId: 1,
      boot: BOOT,
      sha256: sha256Hex(words),
      body: Readable.from([Buffer.from(words)]),
      at: 0,
      check: async () => TRACK_FACTS,
    });
  return {
    s3,
    config,
    db,
    keys,
    settings,
    files,
    before,
    staging,
    put,
    putTrack,
    pictures: new Pictures(db, files, keys),
  };
}

test('keeps pictures in the store, sealed, under a signature that the store accepts, and reads them back', async () => {
  const { config, pictures, put, s3, staging } = await setUp();
  assert.equal(await put(pictures, 'a picture of maths'), 'kept');
  assert.equal(await put(pictures, 'a picture of maths'), 'there-already');
  const name = `north/${pictureFile(sha256Hex('a picture of maths'))}`;
  assert.deepEqual([...s3.objects.keys()], [name]);
  assert.ok(!s3.objects.get(name)?.includes('a picture'), 'the store sees ciphertext');
  assert.equal((await pictures.read(sha256Hex('a picture of maths')))?.toString(), 'a picture of maths');
  assert.ok(!existsSync(join(config.dataDir, 'evidence')), 'nothing of it is in the data folder');
  assert.deepEqual(readdirSync(staging), [], 'and nothing is left on the way');
  const sealed = s3.objects.get(name) ?? Buffer.alloc(0);
  s3.objects.set(name, Buffer.from(sealed.with(40, (sealed[40] ?? 0) ^ 1)));
  await assert.rejects(pictures.read(sha256Hex('a picture of maths')), { code: 'store-damaged' });
  await s3.stop();
});

test('says that the store is away when it cuts, refuses, sends half or another key is used, and goes on once it is well', async () => {
  const { db, keys, pictures, put, s3, settings, staging, before } = await setUp();
  await put(pictures, 'there before');
  for (const mood of ['away', 'forbidden'] as const) {
    s3.state.mood = mood;
    await assert.rejects(put(pictures, 'while it is away'), { code: 'files-away' }, mood);
    await assert.rejects(pictures.read(sha256Hex('there before')), { code: 'files-away' }, mood);
  }
  s3.state.mood = 'truncated';
  await assert.rejects(pictures.read(sha256Hex('there before')), /files-away|came only in part/);
  s3.state.mood = 'well';
  assert.equal(await pictures.read(sha256Hex('while it is away')), undefined, 'nothing is half there');
  assert.equal(await put(pictures, 'while it is away'), 'kept');
  const wrong = new S3Client(settings, { ...s3.credentials, secretAccessKey: 'another' }, undefined);
  const refused = new Pictures(db, new S3Files(wrong, { staging, before }), keys);
  await assert.rejects(put(refused, 'with another key'), /403 SignatureDoesNotMatch/);
  const nowhere = new S3Client({ ...settings, bucket: 'other' }, s3.credentials, undefined);
  await assert.rejects(new S3Files(nowhere, { staging, before }).check(), /404 NoSuchBucket/);
  assert.deepEqual(readdirSync(staging), []);
  await s3.stop();
});

test('does not wait for ever for a store that says nothing', { timeout: 30_000 }, async () => {
  const { pictures, put, s3 } = await setUp();
  s3.state.mood = 'silent';
  await assert.rejects(put(pictures, 'into the silence'), /says nothing for 10 s/);
  await s3.stop();
});

test('keeps tracks there, a longer one in place of its beginning, and lends them as files', async () => {
  const { db, files, keys, putTrack, s3, staging } = await setUp();
  assert.deepEqual(await putTrack('one'), { type: 'kept' });
  assert.deepEqual(await putTrack('one'), { type: 'there-already' });
  assert.deepEqual(await putTrack('one two'), { type: 'kept' });
  assert.deepEqual(await putTrack('on'), { type: 'there-already' });
  assert.deepEqual(await putTrack('two two two'), { type: 'conflict' });
  assert.deepEqual([...s3.objects.keys()], [`north/${trackFile(1, BOOT)}`]);
  const tracks = new Tracks(db, files, keys);
  let path = '';
  const words = await tracks.withFile(1, BOOT, async (file) => {
    path = file.path;
    return buffer(readStored(file));
  });
  assert.equal(words?.toString(), 'one two');
  assert.ok(path.startsWith(staging) && !existsSync(path), 'it lay on this machine only meanwhile');
  await s3.stop();
});

test('brings over what lay in the data folder before, and reads it there until then', async () => {
  const { before, config, db, files, keys, pictures, put, s3 } = await setUp();
  await put(new Pictures(db, before, keys), 'from before');
  const file = join(config.dataDir, pictureFile(sha256Hex('from before')));
  const sealed = readFileSync(file);
  assert.equal((await pictures.read(sha256Hex('from before')))?.toString(), 'from before');
  mkdirSync(join(config.dataDir, 'tracks', '1'), { recursive: true });
  writeFileSync(join(config.dataDir, trackFile(1, BOOT)), 'an older copy');
  s3.objects.set(`north/${trackFile(1, BOOT)}`, Buffer.from('the newer one'));
  const deps = { db, dataDir: config.dataDir, keys, now: 0, log: SILENT, files };
  s3.state.mood = 'away';
  await settleFiles(deps);
  assert.ok(existsSync(file), 'it stays while the store is away');
  s3.state.mood = 'well';
  await settleFiles(deps);
  assert.ok(!existsSync(file));
  assert.deepEqual(s3.objects.get(`north/${pictureFile(sha256Hex('from before'))}`), sealed);
  assert.equal(s3.objects.get(`north/${trackFile(1, BOOT)}`)?.toString(), 'the newer one');
  assert.equal((await pictures.read(sha256Hex('from before')))?.toString(), 'from before');
  await s3.stop();
});

test('removes files from the store, from the folder of before and from backups', async () => {
  const { before, config, files, pictures, put, s3 } = await setUp();
  await put(pictures, 'to be erased');
  const name = pictureFile(sha256Hex('to be erased'));
  const backup = { folder: tempFolder(), everyHours: 1, keep: 1 };
  for (const folder of [config.dataDir, backup.folder]) {
    const staged = await new FolderFiles(folder).stage(name);
    writeFileSync(staged, 'a copy');
    await new FolderFiles(folder).place(name, staged);
  }
  for (const place of filesToErase(files, { backup })) await place.remove([name, 'evidence/never-there.jpg']);
  assert.equal(s3.objects.size, 0);
  assert.equal(await before.read(name), undefined);
  assert.equal(await new FolderFiles(backup.folder).read(name), undefined);
  s3.state.mood = 'away';
  await assert.rejects(
    files.remove([name]),
    { code: 'files-away' },
    'an erasure does not take that for done',
  );
  await s3.stop();
});

test('takes the key from files, from systemd’s credentials or from the environment, in this order', () => {
  const folder = tempFolder();
  for (const [name, words] of [
    ['id', 'from-file\n'],
    ['secret', 'one\n'],
    ['invigil-s3-access-key', 'from-credential'],
    ['invigil-s3-secret-key', 'two'],
  ] as const)
    writeFileSync(join(folder, name), words);
  writeFileSync(
    join(folder, 'hub.yaml'),
    'centre: north\nevidence: { s3: { endpoint: "https://s3.example", bucket: exam, accessKeyFile: id, secretKeyFile: secret } }\n',
  );
  const s3 = loadHubConfig(join(folder, 'hub.yaml')).evidence?.s3;
  assert.ok(s3);
  const env = { AWS_ACCESS_KEY_ID: 'from-env', AWS_SECRET_ACCESS_KEY: 'three' };
  const handed = { ...env, CREDENTIALS_DIRECTORY: folder };
  const bare = { ...s3, accessKeyFile: undefined, secretKeyFile: undefined };
  assert.deepEqual(s3Credentials(s3, handed), { accessKeyId: 'from-file', secretAccessKey: 'one' });
  assert.deepEqual(s3Credentials(bare, handed), { accessKeyId: 'from-credential', secretAccessKey: 'two' });
  assert.deepEqual(s3Credentials(bare, env), { accessKeyId: 'from-env', secretAccessKey: 'three' });
  assert.throws(() => s3Credentials(bare, {}), /evidence\.s3: no key: give accessKeyFile/);
  const faults = (more: object) =>
    HubConfig.safeParse({
      centre: 'north',
      evidence: { s3: { endpoint: 'https://s3.example', bucket: 'exam', ...more } },
    }).error?.issues.map(({ path }) => path.join('.')) ?? [];
  assert.deepEqual(faults({ endpoint: 'http://s3.example' }), ['evidence.s3.endpoint']);
  assert.deepEqual(faults({ accessKeyFile: 'x' }), ['evidence.s3.secretKeyFile']);
});
