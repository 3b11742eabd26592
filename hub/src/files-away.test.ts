import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Refusal, seatTopic } from '@invigil/contract';
import {
  BOOT,
  TOKEN,
  batchOf,
  chained,
  opened,
  tempFolder,
  testConfig,
  testSignal,
  until,
} from './lib/testing.js';
import { sha256Hex } from './lib/sha256.js';
import { JPEG } from './lib/test-picture.js';
import { testS3 } from './store/files/test-s3.js';
import { startTestHub } from './test-hub.js';
import { talkingSeat } from './test-talking-seat.js';

test('while the store for files is away a seat keeps its pictures, and everything else goes on', async () => {
  const s3 = await testS3();
  const folder = tempFolder();
  const [accessKeyFile, secretKeyFile] = [join(folder, 'id'), join(folder, 'secret')];
  writeFileSync(accessKeyFile, s3.credentials.accessKeyId);
  writeFileSync(secretKeyFile, s3.credentials.secretAccessKey);
  const at = { endpoint: s3.endpoint, bucket: 'bucket', accessKeyFile, secretKeyFile };
  s3.state.mood = 'away';
  const hub = await startTestHub(testConfig({ evidence: { s3: at } }));
  const seat = await talkingSeat(hub.mqttUrl);
  const sha256 = sha256Hex(JPEG);
  const bring = () =>
    fetch(`${hub.url}/api/seat/evidence/${sha256}`, {
      method: 'PUT',
      body: JPEG,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'x-invigil-seat': 'north/r2/a1',
        'content-type': 'image/jpeg',
      },
    });
  try {
    const refused = await bring();
    assert.equal(refused.status, 503, 'a seat brings it again after such an answer');
    assert.equal(Refusal.parse(await refused.json()).code, 'files-away');
    await seat.say('evt', batchOf(chained([opened(1, testSignal())])));
    const acks = seatTopic({ centre: 'north', room: 'r2', seat: 'a1' }, 'ack');
    await until('the acknowledgement', () => seat.heard.get(acks)?.some((ack) => ack.includes(BOOT)));
    assert.equal((await fetch(`${hub.url}/healthz`)).status, 200);
    s3.state.mood = 'well';
    assert.equal((await bring()).status, 201);
    assert.equal((await bring()).status, 200);
    assert.equal(s3.objects.size, 1);
  } finally {
    await seat.end();
    await hub.stop();
    await s3.stop();
  }
});
