import assert from 'node:assert/strict';
import { test } from 'node:test';
import { averagePrecision } from './average-precision.js';

const box = (x: number) => ({ x, y: 0, width: 10, height: 10 });
const told = (x: number, score: number) => ({ box: box(x), score });

test('all found and nothing else is 1; nothing told is 0', () => {
  const labelled = [box(0), box(50)];
  assert.equal(
    averagePrecision([{ labelled, told: [told(0, 0.9), told(50, 0.5)] }], 0.5).averagePrecision,
    1,
  );
  assert.equal(averagePrecision([{ labelled, told: [] }], 0.5).averagePrecision, 0);
});

test('a false one costs as much as its score is high, over all pictures', () => {
  const pictures = (falseScore: number) => [
    { labelled: [box(0)], told: [told(0, 0.8)] },
    { labelled: [box(0)], told: [told(0, 0.6), told(80, falseScore)] },
  ];
  assert.equal(averagePrecision(pictures(0.5), 0.5).averagePrecision, 1);
  assert.ok(Math.abs(averagePrecision(pictures(0.7), 0.5).averagePrecision - (1 / 2 + 2 / 3 / 2)) < 1e-9);
  assert.ok(Math.abs(averagePrecision(pictures(0.9), 0.5).averagePrecision - 2 / 3) < 1e-9);
});

test('a box told twice is found once, and its surest telling counts', () => {
  const found = averagePrecision([{ labelled: [box(0)], told: [told(1, 0.5), told(0, 0.9)] }], 0.5);
  assert.deepEqual([found.recall, found.precision, found.averagePrecision], [1, 0.5, 1]);
});
