import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { watchLoop } from './loop-blocks.js';

/** Keeps the thread busy until the process has used so much processor time; some of it may be the compiler’s. */
function work(ms: number): void {
  const from = process.cpuUsage();
  let used = 0;
  while (used < ms) {
    const { system, user } = process.cpuUsage(from);
    used = (system + user) / 1000;
  }
}

test('the longest block is the longest work without a pause, not all of it', async () => {
  const { ownMs, ticks, wallMs } = await watchLoop(async () => {
    for (const ms of [20, 80, 20, 20, 20]) {
      work(ms);
      await sleep(5);
    }
  });
  assert.ok(ownMs > 30 && ownMs < 120, `${ownMs} ms`);
  assert.ok(wallMs > 30, `${wallMs} ms`);
  assert.ok(ticks >= 5);
});

test('a thread that waits is not blocked', async () => {
  const { ownMs, ticks } = await watchLoop(() => sleep(200));
  assert.ok(ticks > 10);
  assert.ok(ownMs < 20, `${ownMs} ms`);
});

test('a thread that stands still without working is blocked by the clock alone', async () => {
  const { ownMs, wallMs } = await watchLoop(async () => {
    await sleep(5);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60);
    await sleep(5);
  });
  assert.ok(wallMs > 50, `${wallMs} ms`);
  assert.ok(process.platform !== 'linux' || ownMs < 30, `${ownMs} ms`);
});
