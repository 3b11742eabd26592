import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Progress } from './progress.js';

test('a loop has moved where it went round since the last question', () => {
  const progress = new Progress();
  assert.equal(progress.hasMoved(), true, 'the first question comes before anything can be known');
  assert.equal(progress.hasMoved(), false);
  progress.note();
  progress.note();
  assert.equal(progress.hasMoved(), true);
  assert.equal(progress.hasMoved(), false);
});
