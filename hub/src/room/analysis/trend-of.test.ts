import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trendOf } from './trend-of.js';

test('a straight line has its own slope, in units per ten minutes', () => {
  // Windows of three minutes: 0.3 a window is 1 in ten minutes.
  const trend = trendOf([1, 1.3, 1.6, 1.9, 2.2, 2.5]);
  assert.ok(trend && Math.abs(trend.perTenMinutes - 1) < 1e-9);
  assert.equal(trend.windows, 6);
  assert.ok(trend.z > 2);
});

test('one odd window and windows that were not told bend nothing', () => {
  const trend = trendOf([1, 1.3, 40, null, 2.2, 2.5, 2.8, null]);
  assert.ok(trend && Math.abs(trend.perTenMinutes - 1) < 0.1, `${trend?.perTenMinutes}`);
});

test('too few windows tell no trend, and windows that are all alike none that is more than chance', () => {
  assert.equal(trendOf([1, null, 2, 3, null, 4]), null);
  assert.deepEqual(trendOf([0, 0, 0, 0, 0]), { perTenMinutes: 0, z: 0, windows: 5 });
});

test('the statistic counts pairs in order, and ties make it less sure', () => {
  // By hand: of 28 pairs 23 rise, 2 fall and 3 are tied, S = 21; variance (8·7·21 − 3·2·1·9) / 18 = 62.33; z = 20 / 7.895.
  const trend = trendOf([10, 22, 21, 30, 22, 30, 40, 40]);
  assert.ok(trend && Math.abs(trend.z - 2.5332) < 1e-3, `${trend?.z}`);
});
