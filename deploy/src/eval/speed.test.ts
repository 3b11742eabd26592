import assert from 'node:assert/strict';
import { test } from 'node:test';
import { speedRows } from './speed.js';
import { valueOf } from './test-bench.js';

test('frames with and without objects are told apart, and the mean over both', () => {
  const times = [2, 10, 3, 30, 4].map((ms) => ({ ms, objects: ms >= 10 }));
  const rows = speedRows({ ways: [{ name: 'w', times }], coldStartsMs: [900, 2600, 2700] });
  assert.equal(valueOf(rows, 'speed, w: frame, median'), 3);
  assert.equal(valueOf(rows, 'speed, w: frame with objects, median'), 10);
  assert.equal(valueOf(rows, 'speed, w: mean, objects on each fifth'), 9.8);
  assert.equal(rows.find(({ name }) => name.startsWith('cold start'))?.pass, false);
});
