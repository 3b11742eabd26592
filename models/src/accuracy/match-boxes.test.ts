import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iou } from '../heads/non-maximum-suppression.js';
import { matchBoxes } from './match-boxes.js';

const box = (x: number, width = 10) => ({ x, y: 0, width, height: 10 });

test('overlap is the shared area over that of both', () => {
  assert.equal(iou(box(0), box(5)), 1 / 3);
  assert.equal(iou(box(0), box(0)), 1);
  assert.equal(iou(box(0), box(10)), 0);
});

test('a label is given once, to the first that overlaps it enough', () => {
  assert.deepEqual(matchBoxes([box(1), box(0), box(50)], [box(100), box(0)], 0.5), [1, null, null]);
});

test('the label that overlaps most is taken', () => {
  assert.deepEqual(matchBoxes([box(4)], [box(0), box(5)], 0.3), [1]);
});
