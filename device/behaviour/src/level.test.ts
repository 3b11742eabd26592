import assert from 'node:assert/strict';
import { test } from 'node:test';
import { levelOf } from './level.js';

const LEVELS = { watch: 20, alert: 45, hysteresis: 5 };

test('rises at a threshold and falls only once the score is well below it', () => {
  assert.equal(levelOf(44.9, 'calm', LEVELS), 'watch');
  assert.equal(levelOf(45, 'calm', LEVELS), 'alert');
  assert.equal(levelOf(40, 'alert', LEVELS), 'alert');
  assert.equal(levelOf(39.9, 'alert', LEVELS), 'watch');
  assert.equal(levelOf(15, 'watch', LEVELS), 'watch');
  assert.equal(levelOf(14.9, 'watch', LEVELS), 'calm');
});

test('leaves every level at a score of 0, however wide the hysteresis', () => {
  assert.equal(levelOf(0, 'alert', { watch: 1, alert: 10, hysteresis: 50 }), 'calm');
});
