import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleRisk } from '../lib/sample-views.js';
import { riskAt, riskCurve } from './risk-curve.js';

const points = [
  { at: 1000, risk: sampleRisk(10) },
  { at: 2000, risk: sampleRisk(20) },
  { at: 5000, risk: sampleRisk(50) },
];

test('what held before the span holds at its beginning, and the last value to its end', () => {
  assert.deepEqual(riskCurve(points, { from: 1500, to: 4000 }), {
    seconds: [1.5, 2, 4],
    scores: [10, 20, 20],
  });
});

test('begins where the first point is when nothing is known before', () => {
  assert.deepEqual(riskCurve(points, { from: 0, to: 1500 }), { seconds: [1, 1.5], scores: [10, 10] });
  assert.deepEqual(riskCurve([], { from: 0, to: 1500 }), { seconds: [], scores: [] });
});

test('finds the risk that held at a time', () => {
  assert.equal(riskAt(points, 999), undefined);
  assert.equal(riskAt(points, 1999)?.score, 10);
  assert.equal(riskAt(points, 2000)?.score, 20);
});
