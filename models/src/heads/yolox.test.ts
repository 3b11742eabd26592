import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeDetections } from './decode-detections.js';
import { detectorNet, written } from './test-net.js';

// 64×32 px: 32 + 8 + 2 cells of 4 box numbers, objectness and 2 classes.
const size = { width: 64, height: 32 };
const classes = ['person', 'tv'];
const cell = (at: number, ...numbers: number[]) =>
  Object.fromEntries(numbers.map((number, i) => [at * 7 + i, number]));
const decode = (values: Readonly<Record<number, number>>, decoded: boolean) =>
  decodeDetections(
    detectorNet('yolox', size, classes, decoded),
    { predictions: written(42 * 7, values) },
    () => 0.3,
  );

test('raw numbers are an offset from the cell’s corner and a logarithm, both in strides', () => {
  // Cell 32 + 6 is column 2, row 1 of stride 16: centre (40, 20), size 16 × 64.
  const [found, ...more] = decode(cell(38, 0.5, 0.25, 0, Math.log(4), 1, 0, 0.5), false);
  const { x, y, width, height } = found.box;
  assert.deepEqual([x, y, width, height].map(Math.round), [32, -12, 16, 64]);
  assert.deepEqual([found.classId, found.score, more.length], [1, 0.5, 0]);
});

test('decoded numbers are centre and size in px already', () => {
  assert.deepEqual(decode(cell(41, 40, 20, 16, 8, 0.75, 1, 0), true), [
    { classId: 0, score: 0.75, box: { x: 32, y: 16, width: 16, height: 8 } },
  ]);
});

test('the score is objectness times class: either can keep an object below', () => {
  assert.deepEqual(decode(cell(38, 0, 0, 0, 0, 0.5, 0.5, 0), false), []);
  assert.equal(decode(cell(38, 0, 0, 0, 0, 0.625, 0.5, 0), false)[0]?.score, 0.3125);
});

test('of one object told by two cells the better stays', () => {
  const twice = { ...cell(40, 40, 20, 16, 8, 0.75, 1, 0), ...cell(41, 41, 20, 16, 8, 0.875, 1, 0) };
  assert.deepEqual(
    decode(twice, true).map(({ score }) => score),
    [0.875],
  );
});

test('another number of classes than the passport’s is refused', () => {
  assert.throws(
    () =>
      decodeDetections(
        detectorNet('yolox', size, ['person']),
        { predictions: written(42 * 7, {}) },
        () => 0.3,
      ),
    /predictions holds 294 numbers; head yolox at 64×32 px needs 42×6/,
  );
});
