import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreOf, sharesOf } from './score.js';

test('maps a sum to 0–100, rising and never beyond', () => {
  const scores = [0, 5, 20, 60, 100, 200, 1000, 1e9].map(scoreOf);
  assert.equal(scores[0], 0);
  assert.equal(scores.at(-1), 100);
  assert.deepEqual(
    scores,
    [...scores].sort((a, b) => a - b),
  );
});

test('shares a score in tenths that add up to it, the largest remainders first', () => {
  assert.deepEqual(sharesOf(10, [1, 1, 1]), [3.4, 3.3, 3.3]);
  assert.deepEqual(sharesOf(0.2, [5, 3, 1]), [0.1, 0.1, 0]);
  assert.deepEqual(sharesOf(0, [0, 0]), [0, 0]);
});
