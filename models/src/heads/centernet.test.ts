import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeDetections } from './decode-detections.js';
import { detectorNet, written } from './test-net.js';

// 24×12 px: 6 columns and 3 rows.
const net = detectorNet('centernet', { width: 24, height: 12 }, ['person', 'tv']);
const sides = { [10 * 4]: 3, [10 * 4 + 1]: 2, [10 * 4 + 2]: 5, [10 * 4 + 3]: 7 };
const decode = (heat: Readonly<Record<number, number>>) =>
  decodeDetections(net, { heatMap: written(18 * 2, heat), sides: written(18 * 4, sides) }, () => 0.3);

test('a peak’s box goes out from the corner of its cell, in px', () => {
  // Cell 10: column 4, row 1, so (16, 4).
  assert.deepEqual(decode({ [10 * 2 + 1]: 0.5 }), [
    { classId: 1, score: 0.5, box: { x: 13, y: 2, width: 8, height: 9 } },
  ]);
});

test('a cell beside a higher one is no peak, not even across a corner; one of another class, or two away, is', () => {
  const score = (found: ReturnType<typeof decode>) => found.map((one) => [one.classId, one.score]);
  assert.deepEqual(score(decode({ [10 * 2]: 0.5, [3 * 2]: 0.75 })), [[0, 0.75]]);
  assert.deepEqual(score(decode({ [10 * 2]: 0.5, [3 * 2 + 1]: 0.75 })), [
    [1, 0.75],
    [0, 0.5],
  ]);
  assert.deepEqual(score(decode({ [10 * 2]: 0.5, [8 * 2]: 0.75 })), [
    [0, 0.75],
    [0, 0.5],
  ]);
});

test('the end of a row does not touch the beginning of the next', () => {
  assert.equal(decode({ [5 * 2]: 0.5, [6 * 2]: 0.75 }).length, 2);
});

test('what stays below its least score is not told', () => {
  assert.deepEqual(decode({ [10 * 2]: 0.29 }), []);
});
