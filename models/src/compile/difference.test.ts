import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Differences } from './difference.js';

const one = (...numbers: number[]) => new Map([['out', Float32Array.from(numbers)]]);

test('the largest difference is told as a share of the range over all runs', () => {
  const differences = new Differences();
  differences.add(one(0, 4), one(0.5, 4));
  differences.add(one(-4, 0), one(-4, 0.25));
  assert.deepEqual(differences.all(), [{ output: 'out', largest: 0.5, range: 8, relative: 0.0625 }]);
});

test('a NaN, a missing output and another length are never small differences', () => {
  for (const found of [one(NaN, 4), one(0), new Map<string, Float32Array>()]) {
    const differences = new Differences();
    differences.add(one(0, 4), found);
    assert.equal(differences.all()[0]?.relative, Infinity);
  }
});
