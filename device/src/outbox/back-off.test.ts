import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackOff } from './back-off.js';

test('waits double up to the longest and start again after a reset', () => {
  const backOff = new BackOff({ firstMs: 500, maxMs: 3000, random: () => 0.5 });
  assert.deepEqual(
    [1, 2, 3, 4, 5].map(() => backOff.next()),
    [500, 1000, 2000, 3000, 3000],
  );
  backOff.reset();
  assert.equal(backOff.next(), 500);
});

test('two seats do not wait the same time', () => {
  const waits = [0, 0.999].map((random) =>
    new BackOff({ firstMs: 1000, maxMs: 1000, random: () => random }).next(),
  );
  assert.deepEqual(waits.map(Math.round), [750, 1250]);
});
