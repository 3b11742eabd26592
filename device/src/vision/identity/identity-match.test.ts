import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isComparable, similarityTo, voteOf } from './identity-match.js';

const headPose = { yawDeg: 0, pitchDeg: 0, rollDeg: 0, confidence: 1 };
const quality = { interOcularPx: 60, sharpness: 80, brightness: 0.5, visible: 1 };

test('only a near-frontal face is compared, however it leans', () => {
  const turned = (pose: Partial<typeof headPose>) =>
    isComparable({ headPose: { ...headPose, ...pose }, quality });
  assert.ok(turned({}));
  assert.ok(turned({ yawDeg: -30, pitchDeg: 30, rollDeg: 80 }));
  assert.ok(!turned({ yawDeg: 31 }));
  assert.ok(!turned({ yawDeg: -31 }));
  assert.ok(!turned({ pitchDeg: -31 }));
  assert.ok(!isComparable({ headPose: null, quality }));
});

test('a face that is small, blurred, dark, burnt out or cut is not compared', () => {
  for (const poor of [
    { interOcularPx: 19 },
    { interOcularPx: null },
    { sharpness: 9 },
    { brightness: 0.09 },
    { brightness: 0.81 },
    { visible: 0.9 },
  ]) {
    assert.ok(!isComparable({ headPose, quality: { ...quality, ...poor } }), JSON.stringify(poor));
  }
});

test('likeness is the mean cosine with the enrolled pictures', () => {
  const face = Float32Array.of(1, 0);
  const enrolled = [
    Float32Array.of(1, 0),
    Float32Array.of(0, 1),
    Float32Array.of(-1, 0),
    Float32Array.of(1, 0),
  ];
  assert.equal(similarityTo(enrolled, face), 0.25);
  assert.equal(similarityTo(enrolled.slice(2, 3), face), -1);
  assert.equal(similarityTo([], face), 0);
});

test('one bad look among three decides nothing; of two there is no vote', () => {
  assert.equal(voteOf([0.8, 0.2]), null);
  assert.equal(voteOf([0.8, 0.2, 0.7]), 0.7);
  assert.equal(voteOf([0.8, 0.2, 0.3]), 0.3);
  assert.equal(voteOf([0.9, 0.9, 0.9, 0.1, 0.2]), 0.2);
});
