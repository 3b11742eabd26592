import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { AwsClient } from 'aws4fetch';
import { planRooms } from '../../lib/room-plan.js';
import { readStored } from '../../lib/sealed-file.js';
import { sha256Hex } from '../../lib/sha256.js';
import { BOOT, testConfig } from '../../lib/testing.js';
import { pictureFile, trackFile } from '../kept-files.js';
import { openDatabase } from '../open-database.js';
import { openHubKey } from '../open-hub-key.js';
import { Pictures } from '../pictures.js';
import { enrolSeats } from '../seats.js';
import { SessionKeys } from '../session-keys.js';
import { Tracks } from '../tracks.js';
import { FolderFiles } from './folder-files.js';
import { S3Client } from './s3-client.js';
import { s3Credentials } from './s3-credentials.js';
import { S3Files } from './s3-files.js';
import { TRACK_FACTS } from './test-s3.js';

/** A store that is not of our making: `bash deploy/test.sh s3`. */
const ENDPOINT = process.env['INVIGIL_TEST_S3'];
const BUCKET = `invigil-${sha256Hex(String(process.pid)).slice(0, 12)}`;
const PICTURE = 'a picture of maths';

test('a store that others made keeps pictures and tracks, gives them back, and removes them', async (t) => {
  if (ENDPOINT === undefined) return t.skip('no store: bash deploy/test.sh s3 starts one');
  const config = testConfig({
    evidence: { s3: { endpoint: ENDPOINT, bucket: BUCKET, prefix: 'north/', region: 'us-east-1' } },
  });
  const settings = config.evidence?.s3;
  assert.ok(settings);
  const credentials = s3Credentials(settings);
  const owner = new AwsClient({ ...credentials, service: 's3', region: 'us-east-1' });
  const inBucket = async (method: string, path = ''): Promise<string> => {
    const answer = await owner.fetch(`${ENDPOINT}/${BUCKET}${path}`, { method });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.text();
  };
  const namesThere = async (): Promise<string[]> =>
    [...(await inBucket('GET', '?list-type=2')).matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key = '']) => key);

  const staging = join(config.dataDir, 'staging');
  const before = new FolderFiles(config.dataDir);
  const files = new S3Files(new S3Client(settings, credentials, undefined), { staging, before });
  await assert.rejects(files.check(), /404 NoSuchBucket/);
  await inBucket('PUT');
  await files.check();

  const db = await openDatabase(config);
  await enrolSeats(db, planRooms(config));
  const keys = new SessionKeys(db, await openHubKey(db, config, { now: 0 }));
  const pictures = new Pictures(db, files, keys);
  const sha256 = sha256Hex(PICTURE);
  const put = (into: Pictures) =>
    into.put({ sha256, seatId: 1, session: 'maths', jpeg: Buffer.from(PICTURE), at: 0 });
  assert.equal(await put(pictures), 'kept');
  assert.equal(await put(pictures), 'there-already');
  assert.equal((await pictures.read(sha256))?.toString(), PICTURE);
  assert.equal(await pictures.read(sha256Hex('never there')), undefined);
  assert.ok(
    !(await inBucket('GET', `/north/${pictureFile(sha256)}`)).includes('a picture'),
    'the store sees ciphertext',
  );

  const tracks = new Tracks(db, files, keys);
  const putTrack = (words: string) =>
    tracks.put({
      seatId: 1,
      boot: BOOT,
      sha256: sha256Hex(words),
      body: Readable.from([Buffer.from(words)]),
      at: 0,
      check: async () => TRACK_FACTS,
    });
  assert.deepEqual(await putTrack('one'), { type: 'kept' });
  assert.deepEqual(await putTrack('one two'), { type: 'kept' });
  const words = await tracks.withFile(1, BOOT, (file) => buffer(readStored(file)));
  assert.equal(words?.toString(), 'one two');

  const names = [pictureFile(sha256), trackFile(1, BOOT)];
  assert.deepEqual((await namesThere()).sort(), names.map((name) => `north/${name}`).sort());
  const wrong = { ...credentials, secretAccessKey: 'another' };
  const refused = new S3Files(new S3Client(settings, wrong, undefined), { staging, before });
  await assert.rejects(refused.check(), /403/);
  await files.remove([...names, 'evidence/never-there.jpg']);
  assert.deepEqual(await namesThere(), []);
  assert.deepEqual(readdirSync(staging), []);
  await inBucket('DELETE');
});
