import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Differences } from './difference.js';

const one = (...numbers: number[]) => new Map([['out', Float32Array.from(numbers)]]);

test('the largest and the mean difference are told as shares of the range over all runs', () => {
  const differences = new Differences();
  differences.add(one(0, 4), one(0.5, 4));
  differences.add(one(-4, 0), one(-4, 0.25));
  // Differences 0.5, 0, 0 and 0.25 of a range of 8.
  const shares = { relative: 0.5 / 8, meanRelative: 0.75 / 4 / 8 };
  assert.deepEqual(differences.all(), [{ output: 'out', largest: 0.5, range: 8, ...shares }]);
});

test('a NaN, a missing output and another length are never small differences', () => {
  for (const found of [one(NaN, 4), one(0), new Map<string, Float32Array>()]) {
    const differences = new Differences();
    differences.add(one(0, 4), found);
    const [difference] = differences.all();
    assert.equal(difference.relative, Infinity);
    assert.ok(!(difference.meanRelative <= 1));
  }
});
