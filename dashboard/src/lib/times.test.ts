import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, isoDuration } from './times.js';

test('writes a length of time with hours only where there are some', () => {
  assert.equal(duration(14_900), '0:14');
  assert.equal(duration(3_599_999), '59:59');
  assert.equal(duration(3_605_000), '1:00:05');
});

test('a clock that runs behind gives no length below zero', () => {
  assert.equal(duration(-500), '0:00');
  assert.equal(isoDuration(-500), 'PT0S');
});
