import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { systemClock } from '../lib/clock.js';
import { until } from '../outbox/test-hub.js';
import { TestHubHttp } from '../outbox/test-hub-http.js';
import { memoryLog } from '../outbox/test-log.js';
import { EvidenceStore } from './evidence-store.js';
import { evidenceUploader } from './uploader.js';

const home = mkdtempSync(join(tmpdir(), 'uploader-'));
after(() => rmSync(home, { recursive: true }));

async function bench(t: TestContext) {
  const memory = memoryLog();
  const hub = await TestHubHttp.start();
  const folder = mkdtempSync(join(home, 'run-'));
  const store = await EvidenceStore.open({ folder, session: 'maths', maxBytes: 1e6, log: memory.log });
  // Waits are cut to a hundredth, so that back-off does not make the test slow.
  const clock = { ...systemClock, sleep: (ms: number, s?: AbortSignal) => systemClock.sleep(ms / 100, s) };
  const uploader = evidenceUploader({ store, hub: hub.access, clock, log: memory.log });
  t.after(async () => {
    await uploader.stop();
    await hub.stop();
  });
  const put = async (n: number): Promise<string> => {
    const sha256 = await store.put(new Uint8Array(50).fill(n));
    uploader.poke();
    return sha256;
  };
  return { ...memory, hub, store, uploader, put };
}

test('brings each picture under its hash, as the seat, and forgets it', async (t) => {
  const { hub, put, store, uploader } = await bench(t);
  const first = await put(1);
  uploader.start();
  const second = await put(2);
  await until('both are there', () => store.count === 0);
  assert.deepEqual(
    hub.heard.map(({ path }) => path),
    [`/api/seat/evidence/${first}`, `/api/seat/evidence/${second}`],
  );
  const [heard] = hub.heard;
  assert.equal(heard?.auth, 'Bearer a-token-of-the-test-seat');
  assert.equal(heard?.seat, 'north/a/s1');
  assert.equal(heard?.type, 'image/jpeg');
  assert.equal(heard?.session, 'maths');
  assert.deepEqual(heard?.bytes, Buffer.alloc(50, 1));
});

for (const status of [500, 503, 429, 401, 403, 302]) {
  test(`keeps a picture that gets ${status} and brings it again, with one line`, async (t) => {
    const { count, hub, put, store, uploader } = await bench(t);
    hub.status = () => (hub.heard.length < 3 ? status : undefined);
    await put(1);
    uploader.start();
    await until('the picture is there', () => store.count === 0);
    assert.equal(hub.heard.length, 3);
    assert.equal(count('upload waits for the hub'), 1);
    assert.equal(count('upload works again'), 1);
  });
}

for (const status of [400, 410, 413, 415, 422]) {
  test(`drops a picture that the hub refuses with ${status}, with one line`, async (t) => {
    const { count, hub, put, store, uploader } = await bench(t);
    hub.status = () => (hub.heard.length === 1 ? status : undefined);
    await put(1);
    await put(2);
    uploader.start();
    await until('nothing waits', () => store.count === 0);
    assert.equal(hub.heard.length, 2);
    assert.equal(count('hub refuses the upload'), 1);
  });
}

test('one picture that fails again and again does not hold up the others', async (t) => {
  const { hub, put, store, uploader } = await bench(t);
  const bad = await put(1);
  const good = await put(2);
  hub.status = (path) => (path.endsWith(bad) ? 500 : undefined);
  uploader.start();
  await until('the good one is there', () => store.count === 1);
  assert.equal(store.next(), bad);
  assert.ok(hub.heard.some(({ path }) => path.endsWith(good)));
});

test('waits while the hub is away and never sends the token elsewhere', async (t) => {
  const { count, hub, put, store, uploader } = await bench(t);
  await hub.stop();
  await put(1);
  uploader.start();
  await until('it has noticed', () => count('upload waits for the hub') === 1);
  await uploader.stop();
  assert.equal(store.count, 1);
  assert.equal(count('a-token-of'), 0);
  hub.stop = () => Promise.resolve();
});

test('a stop waits for what is left, as long as the hub takes it', async (t) => {
  const { hub, put, store, uploader } = await bench(t);
  uploader.start();
  await put(1);
  await put(2);
  await uploader.stop(5000);
  assert.equal(store.count, 0);
  assert.equal(hub.heard.length, 2);
});

test('a stop waits in vain neither for a hub that is away nor for one that refuses', async (t) => {
  const { hub, put, store, uploader } = await bench(t);
  hub.status = () => 503;
  await put(1);
  uploader.start();
  const from = performance.now();
  await uploader.stop(60_000);
  assert.equal(store.count, 1);
  assert.ok(performance.now() - from < 10_000);
});
