import assert from 'node:assert/strict';
import { test } from 'node:test';
import { iou, suppressNonMaxima } from './non-maximum-suppression.js';

const box = { x: 0, y: 0, width: 10, height: 10 };

test('of boxes that overlap the best stays', () => {
  const kept = suppressNonMaxima(
    [
      { box, score: 0.5 },
      { box: { ...box, x: 1 }, score: 0.9 },
      { box: { ...box, x: 40 }, score: 0.3 },
    ],
    0.5,
  );
  assert.deepEqual(
    kept.map(({ score }) => score),
    [0.9, 0.3],
  );
});

test('two boxes that share a third of what they cover together have an IoU of a third', () => {
  assert.ok(Math.abs(iou(box, { ...box, x: 5 }) - 1 / 3) < 1e-9);
});
