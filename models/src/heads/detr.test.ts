import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeDetections } from './decode-detections.js';
import { detectorNet, written } from './test-net.js';

const net = detectorNet('detr', { width: 64, height: 32 }, ['person', 'tv']);

test('a query’s logits go through a sigmoid each, its box is a centre and a size in shares of the input', () => {
  const outputs = {
    logits: written(3 * 2, { [2 * 2]: 0, [2 * 2 + 1]: Math.log(3) }, -20),
    boxes: written(3 * 4, { 8: 0.5, 9: 0.25, 10: 0.25, 11: 0.5 }),
  };
  const box = { x: 24, y: 0, width: 16, height: 16 };
  const found = decodeDetections(net, outputs, () => 0.3);
  assert.deepEqual(
    found.map((one) => ({ ...one, score: Math.round(one.score * 1e6) / 1e6 })),
    [
      { classId: 0, score: 0.5, box },
      { classId: 1, score: 0.75, box },
    ],
  );
});

test('chosen detections come with their class, and corners in px', () => {
  const outputs = {
    labels: Float32Array.of(1, 0),
    scores: Float32Array.of(0.75, 0.25),
    boxes: Float32Array.of(8, 4, 40, 28, 0, 0, 1, 1),
  };
  assert.deepEqual(
    decodeDetections(net, outputs, () => 0.3),
    [{ classId: 1, score: 0.75, box: { x: 8, y: 4, width: 32, height: 24 } }],
  );
});

test('a class that is not asked for, or that the passport does not know, is not told', () => {
  const outputs = {
    labels: Float32Array.of(1, 2),
    scores: Float32Array.of(0.75, 0.75),
    boxes: new Float32Array(8),
  };
  assert.deepEqual(
    decodeDetections(net, outputs, (classId) => (classId === 1 ? Infinity : 0.1)),
    [],
  );
});

test('overlapping queries stay: a query is one object', () => {
  const outputs = {
    labels: Float32Array.of(0, 0),
    scores: Float32Array.of(0.75, 0.5),
    boxes: Float32Array.of(0, 0, 8, 8, 0, 0, 8, 8),
  };
  assert.equal(decodeDetections(net, outputs, () => 0.3).length, 2);
});

test('logits that are not of the boxes’ queries are refused', () => {
  const outputs = { logits: written(6, {}), boxes: written(8, {}) };
  assert.throws(() => decodeDetections(net, outputs, () => 0.3), /logits holds 6 numbers.*needs 2×2/);
  assert.throws(() => decodeDetections(net, { logits: written(6, {}) }, () => 0.3), /needs boxes/);
});
