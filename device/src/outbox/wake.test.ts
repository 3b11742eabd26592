import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../lib/clock.js';
import { Wake } from './wake.js';

test('a poke before the wait is not lost, and counts once', async () => {
  const clock = new ManualClock();
  const wake = new Wake(clock);
  wake.poke();
  wake.poke();
  await wake.wait(1000);
  assert.equal(clock.monotonic(), 0);
  let woken = false;
  const second = wake.wait(1000).then(() => (woken = true));
  await clock.advance(999);
  assert.equal(woken, false);
  await clock.advance(1);
  await second;
  assert.equal(woken, true);
});

test('a poke ends a wait', async () => {
  const wake = new Wake(new ManualClock());
  const waiting = wake.wait(1000);
  wake.poke();
  await waiting;
});
