import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settled, slopePerMinute } from './growth.js';

test('a steady growth is found, whatever one figure says', () => {
  const series = [0, 1, 2, 3, 4, 5].map((minute) => ({ minute, value: 10 + minute / 2 }));
  assert.equal(slopePerMinute(series), 0.5);
  assert.equal(slopePerMinute(series.map((at) => (at.minute === 3 ? { ...at, value: 90 } : at))), 0.5);
  assert.equal(slopePerMinute(series.slice(0, 1)), NaN);
});

test('the first third is left out', () => {
  assert.deepEqual(settled([1, 2, 3, 4, 5, 6, 7]), [4, 5, 6, 7]);
});
