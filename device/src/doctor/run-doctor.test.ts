import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { compiledDir } from '@invigil/models';
import { OutboxStore } from '../outbox/outbox-store.js';
import { TEST_SEAT, TEST_TOKEN, TestHub } from '../outbox/test-hub.js';
import { runDoctor } from './run-doctor.js';

const home = mkdtempSync(join(tmpdir(), 'invigil-doctor-'));
after(() => rmSync(home, { recursive: true, force: true }));
const photos = join(home, 'photos');
mkdirSync(photos);
copyFileSync(
  join(
    dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
    'demo',
    'sample5.jpg',
  ),
  join(photos, 'sample5.jpg'),
);

function configFile(mqttUrl: string, camera: object): string {
  const dataDir = mkdtempSync(join(home, 'data-'));
  const file = join(dataDir, 'seat.json');
  const hub = { mqttUrl, httpUrl: 'http://127.0.0.1:1', token: TEST_TOKEN };
  writeFileSync(
    file,
    JSON.stringify({ seat: TEST_SEAT, hub, dataDir, camera, inference: { provider: 'cpu' } }),
  );
  return file;
}

async function verdicts(config: string): Promise<Record<string, string>> {
  const { lines } = await runDoctor({ config, netsDir: compiledDir, version: '0.1.0' });
  return Object.fromEntries(lines.map(({ check, verdict }) => [check, verdict]));
}

test('camera, nets and broker are tried, and the seat is told of to nobody', async (t) => {
  const hub = await TestHub.start();
  t.after(() => hub.kill());
  await hub.online();
  const config = configFile(hub.url, { type: 'folder', folder: photos, fps: 12 });
  const found = await verdicts(config);
  assert.deepEqual(
    ['config', 'daemon', 'opencv', 'camera', 'nets', 'inference', 'outbox', 'broker'].map(
      (check) => `${check} ${found[check]}`,
    ),
    ['config ok', 'daemon ok', 'opencv ok', 'camera ok', 'nets ok', 'inference ok', 'outbox ok', 'broker ok'],
  );
  // How many pictures a busy machine reads is no matter here.
  assert.ok(found['camera-rate'] !== undefined);
  assert.equal(found['hub-tcp'], 'fail', 'nothing listens at port 1');
  assert.deepEqual(
    hub.heard.filter(({ topic }) => !/\/(?:clock|hub\/state)$/.test(topic)).map(({ topic }) => topic),
    [],
  );
});

test('what a daemon that says nothing holds is left to it', async (t) => {
  const config = configFile('mqtt://127.0.0.1:1', { type: 'folder', folder: join(home, 'nowhere') });
  const store = new OutboxStore(join(dirname(config), 'outbox.sqlite'));
  t.after(() => store.close());
  const found = await verdicts(config);
  assert.deepEqual(
    [found['daemon'], found['camera'], found['broker'], found['outbox']],
    ['warning', 'not-tried', 'not-tried', undefined],
  );
});

test('a source that can’t be opened fails, and all else is looked at', async () => {
  mkdirSync(join(home, 'empty'), { recursive: true });
  const found = await verdicts(
    configFile('mqtt://127.0.0.1:1', { type: 'film', file: join(home, 'empty', 'none.avi') }),
  );
  assert.deepEqual([found['camera'], found['broker'], found['nets']], ['fail', 'fail', 'ok']);
});
