import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOOT } from '../lib/testing.js';
import { SeqRanges } from './seq-ranges.js';

test('acknowledges all up to the highest, save the gaps', () => {
  const stored = new SeqRanges([]).with([3, 1, 2, 6, 9, 10]);
  assert.deepEqual(stored.ack(BOOT), {
    boot: BOOT,
    committedTo: 10,
    missing: [
      [4, 5],
      [7, 8],
    ],
  });
});

test('asks for the beginning where a boot begins late', () => {
  assert.deepEqual(new SeqRanges([[5, 8]]).ack(BOOT), { boot: BOOT, committedTo: 8, missing: [[1, 4]] });
});

test('has nothing committed at first', () => {
  assert.deepEqual(new SeqRanges([]).ack(BOOT), { boot: BOOT, committedTo: 0, missing: [] });
});

test('closes a gap when what was missing comes', () => {
  const stored = new SeqRanges([
    [1, 2],
    [5, 6],
  ]);
  assert.equal(stored.has(4), false);
  assert.deepEqual(stored.with([3, 4]).ack(BOOT), { boot: BOOT, committedTo: 6, missing: [] });
  assert.deepEqual(stored.ack(BOOT).missing, [[3, 4]], 'what it was made from stays as it was');
});

test('reaches only as far as it can name the gaps', () => {
  const every = Array.from({ length: 300 }, (_, index) => index * 2 + 1);
  const { committedTo, missing } = new SeqRanges([]).with(every).ack(BOOT);
  assert.equal(missing.length, 100);
  assert.equal(committedTo, 201);
});
