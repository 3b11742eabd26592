import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { PreviewCommand } from '@invigil/contract';
import { ManualClock } from '../lib/clock.js';
import { until } from '../outbox/test-hub.js';
import { memoryLog } from '../outbox/test-log.js';
import { Preview } from './preview.js';
import { TestHubHttp } from '../outbox/test-hub-http.js';

async function bench(t: TestContext) {
  const memory = memoryLog();
  const hub = await TestHubHttp.start();
  const clock = new ManualClock(100_000);
  const camera = { on: true, asked: 0 };
  const newest = () => {
    camera.asked += 1;
    return camera.on
      ? { takenAt: clock.now(), encode: async () => Buffer.from(String(clock.now())) }
      : undefined;
  };
  const preview = new Preview({ newest, hub: hub.access, clock, log: memory.log });
  t.after(async () => {
    await preview.stop();
    await hub.stop();
  });
  const command = (untilMs: number, expiresMs = 5000): PreviewCommand => ({
    id: '4b5c4f0e-54a5-4a3c-9c1f-0b6c5a1de001',
    issuer: 'ann',
    issuedAt: clock.now(),
    expiresAt: clock.now() + expiresMs,
    until: clock.now() + untilMs,
  });
  /** One second, in which `n` pictures are to arrive in all. */
  const second = async (n: number): Promise<void> => {
    await until(`${n} pictures came`, () => hub.heard.length === n);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    await clock.advance(1000);
  };
  return { ...memory, camera, clock, command, hub, preview, second };
}

test('sends one picture a second until the time that the command names', async (t) => {
  const { command, hub, preview, second } = await bench(t);
  assert.equal(preview.handle(command(3000)), undefined);
  for (const n of [1, 2, 3, 3, 3]) await second(n);
  assert.deepEqual(
    hub.heard.map(({ path, bytes }) => [path, bytes.toString()]),
    [
      ['/api/seat/preview', '100000'],
      ['/api/seat/preview', '101000'],
      ['/api/seat/preview', '102000'],
    ],
  );
});

test('a second command extends the first and doubles nothing', async (t) => {
  const { command, preview, second } = await bench(t);
  preview.handle(command(2000));
  await second(1);
  preview.handle(command(3000));
  for (const n of [2, 3, 4, 4]) await second(n);
});

test('ignores a command that came too late', async (t) => {
  const { clock, command, hub, preview } = await bench(t);
  const late = command(60_000, 5000);
  await clock.advance(5000);
  assert.equal(preview.handle(late), 'the command has expired');
  await clock.advance(2000);
  assert.equal(hub.heard.length, 0);
});

test('never looks longer than five minutes for one command', async (t) => {
  const { camera, clock, command, preview } = await bench(t);
  camera.on = false;
  preview.handle(command(86_400_000));
  await clock.advance(6 * 60_000);
  assert.equal(camera.asked, 300);
});

test('failures are one line, and it goes on', async (t) => {
  const { command, count, hub, preview, second } = await bench(t);
  hub.status = () => (hub.heard.length < 3 ? 503 : undefined);
  preview.handle(command(4000));
  for (const n of [1, 2, 3, 4]) await second(n);
  assert.equal(count('preview picture not sent'), 1);
});
