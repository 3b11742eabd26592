import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sparkPath } from './spark-path.js';

const BOX = { width: 100, height: 20 };

test('goes from the first value to the last, the largest at the top', () => {
  assert.equal(sparkPath([0, 2, 1], 2, BOX), 'M0.0 20.0L50.0 0.0L100.0 10.0');
});

test('leaves a gap where nothing was told, and a dot where one value stands alone', () => {
  assert.equal(sparkPath([1, null, 1, null, 0, 1], 1, BOX), 'M0.0 0.0h0.1M40.0 0.0h0.1M80.0 20.0L100.0 0.0');
});

test('zeros lie at the foot, one value is a dot, and nothing is no path', () => {
  assert.equal(sparkPath([0, 0], 0, BOX), 'M0.0 20.0L100.0 20.0');
  assert.equal(sparkPath([3], 3, BOX), 'M0.0 0.0h0.1');
  assert.equal(sparkPath([null, null], 0, BOX), '');
});
