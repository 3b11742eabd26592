import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../lib/clock.js';
import { readClocks, sleptBetween } from './suspend.js';
import { SystemFiles } from './system-files.js';

const before = { bootMs: 100_000, monotonicMs: 40_000, now: 1_700_000_000_000 };

test('only the clock that counts sleep running ahead is a sleep', () => {
  const awake = { bootMs: 102_000, monotonicMs: 42_000, now: before.now + 2000 };
  assert.equal(sleptBetween(before, awake), undefined);
  assert.equal(sleptBetween(before, { ...awake, now: before.now + 9_000_000 }), undefined);
  assert.equal(sleptBetween(before, { ...awake, bootMs: 102_900 }), undefined);
  assert.deepEqual(sleptBetween(before, { ...awake, bootMs: 162_000, now: before.now + 62_000 }), {
    kind: 'suspended',
    from: before.now,
    to: before.now + 62_000,
    sleptMs: 60_000,
  });
});

test('the real clocks run side by side while the machine is awake', async (t) => {
  const files = new SystemFiles('/');
  if (!(await files.exists('/proc/uptime'))) return t.skip('no /proc/uptime');
  const first = readClocks(files, systemClock);
  await systemClock.sleep(300);
  const second = readClocks(files, systemClock);
  if (first === undefined || second === undefined) return t.skip('too busy to read the clocks at one moment');
  assert.ok(second.bootMs - first.bootMs > 250);
  assert.equal(sleptBetween(first, second), undefined);
});
