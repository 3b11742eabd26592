import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelsError } from '../models-error.js';
import { decodeDetections } from './decode-detections.js';
import { detectorNet, written } from './test-net.js';

// 64×32 px: 8×4, 4×2 and 2×1 cells.
const net = detectorNet('nanodet', { width: 64, height: 32 }, ['person', 'tv']);
const empty = {
  scores8: written(32 * 2, {}),
  scores16: written(8 * 2, {}),
  scores32: written(2 * 2, {}),
  distances8: written(32 * 44, {}),
  distances16: written(8 * 44, {}),
  distances32: written(2 * 44, {}),
};
/** Distances of one cell; so much above the other bins that a softmax leaves nothing to them. */
const sides = (cell: number, ...distances: number[]) =>
  Object.fromEntries(
    distances.flatMap((distance, side) =>
      [Math.floor(distance), Math.ceil(distance)].map((bin) => [(cell * 4 + side) * 11 + bin, 60]),
    ),
  );

test('a box goes out from the middle of its cell by the mean of each side’s bins', () => {
  const outputs = {
    ...empty,
    scores16: written(8 * 2, { [6 * 2 + 1]: 0.75 }),
    distances16: written(8 * 44, sides(6, 1, 0.5, 2, 3)),
  };
  // Cell 6 of a row of four: column 2, row 1, middle (40, 24).
  assert.deepEqual(
    decodeDetections(net, outputs, () => 0.5),
    [{ classId: 1, score: 0.75, box: { x: 24, y: 16, width: 48, height: 56 } }],
  );
});

test('each class has its own least score, and Infinity leaves it out', () => {
  const outputs = { ...empty, scores32: written(4, { 0: 0.5, 1: 0.5 }) };
  const told = (person: number, tv: number) =>
    decodeDetections(net, outputs, (id) => [person, tv][id]).map(({ classId }) => classId);
  assert.deepEqual(told(0.5, 0.5), [0, 1]);
  assert.deepEqual(told(0.51, 0.5), [1]);
  assert.deepEqual(told(0.1, Infinity), [0]);
});

test('of one object told by two scales the better stays, of two classes both', () => {
  const outputs = {
    ...empty,
    // Middles (12, 12) and (8, 8) with sides that make the same box 0…24.
    scores8: written(32 * 2, { [9 * 2]: 0.5, [9 * 2 + 1]: 0.25 }),
    distances8: written(32 * 44, sides(9, 1.5, 1.5, 1.5, 1.5)),
    scores16: written(8 * 2, { 0: 0.75 }),
    distances16: written(8 * 44, sides(0, 0.5, 0.5, 1, 1)),
  };
  const found = decodeDetections(net, outputs, () => 0.2);
  assert.deepEqual(
    found.map(({ classId, score }) => [classId, score]),
    [
      [0, 0.75],
      [1, 0.25],
    ],
  );
});

test('an output of another size is refused with its name and both sizes', () => {
  const outputs = { ...empty, distances16: written(8 * 32, {}) };
  assert.throws(
    () => decodeDetections(net, outputs, () => 0.5),
    (error) =>
      error instanceof ModelsError &&
      error.code === 'wrong-output' &&
      /tried: output distances16 holds 256 numbers; head nanodet at 64×32 px needs 8×44/.test(error.message),
  );
  const { scores8: _, ...without } = empty;
  assert.throws(() => decodeDetections(net, without, () => 0.5), /scores8 is not among scores16/);
});
