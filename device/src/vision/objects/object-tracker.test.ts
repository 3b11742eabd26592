import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FoundObject } from './object-detector.js';
import { ObjectTracker } from './object-tracker.js';

const phone = (x: number, width = 40): FoundObject => ({
  label: 'phone',
  box: { x, y: 100, width, height: 60 },
  score: 0.5,
});

/** Ids of the objects of each look, looks at 700 ms. */
function idsOf(...looks: FoundObject[][]): number[][] {
  const tracker = new ObjectTracker();
  return looks.map((found, i) => tracker.follow(found, i * 700).map(({ id }) => id));
}

test('an object that moves by less than its own size stays the same one', () => {
  assert.deepEqual(idsOf([phone(100)], [phone(140)], [phone(190)]), [[1], [1], [1]]);
});

test('what appears elsewhere, as something else or at another size is another object', () => {
  assert.deepEqual(idsOf([phone(100)], [phone(400)]), [[1], [2]]);
  assert.deepEqual(idsOf([phone(100)], [{ ...phone(100), label: 'book' }]), [[1], [2]]);
  const large = { label: 'phone', box: { x: 40, y: 40, width: 160, height: 180 }, score: 0.5 } as const;
  assert.deepEqual(idsOf([phone(100)], [large]), [[1], [2]]);
});

test('what is not seen is not told, and is the same when it comes back soon', () => {
  assert.deepEqual(idsOf([phone(100)], [], [], [phone(100)]), [[1], [], [], [1]]);
});

test('an id is not used again: not after a long loss, nor for what comes meanwhile', () => {
  assert.deepEqual(idsOf([phone(100)], [], [], [], [phone(100)]), [[1], [], [], [], [2]]);
  assert.deepEqual(idsOf([phone(100)], [phone(500)], [phone(100), phone(500)]), [[1], [2], [1, 2]]);
});

test('of two objects beside each other each keeps its own id, whatever order they come in', () => {
  assert.deepEqual(idsOf([phone(100), phone(150)], [phone(155), phone(105)]), [
    [1, 2],
    [2, 1],
  ]);
});

test('two objects in one look are never one', () => {
  assert.deepEqual(idsOf([phone(100)], [phone(102), phone(104)]), [[1], [1, 2]]);
});

test('a clock that was set back makes nothing last', () => {
  const tracker = new ObjectTracker();
  tracker.follow([phone(100)], 1_000_000);
  assert.deepEqual(
    tracker.follow([phone(100)], 1000).map(({ id }) => id),
    [2],
  );
});
