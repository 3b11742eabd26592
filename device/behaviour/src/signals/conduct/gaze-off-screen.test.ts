import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Baseline } from '../../baseline/candidate-baseline.js';
import type { Evidence } from '../../evidence.js';
import { face, STANDARD } from '../../test-scene.js';
import { gazeOffScreen } from './gaze-off-screen.js';

const LIMITS = STANDARD.gazeOffScreen;

/** What is said of eyes aside by some share of their width, in a head turned from its baseline. */
function read(eyes: number, { deviation = 0.005, opening = 0.4, pitchDeg = 0, yawDeg = 0 } = {}): Evidence {
  const baseline: Baseline = {
    yawDeg: { median: 2, deviation: 1 },
    pitchDeg: { median: -10, deviation: 1 },
    gazeX: { median: 0.02, deviation },
    eyesOpening: null,
  };
  const seen = {
    ...face({ yawDeg: 2 + yawDeg, pitchDeg: -10 + pitchDeg }),
    gaze: { x: 0.02 + eyes, confidence: 0.9 },
    eyes: { opening, confidence: 0.9 },
  };
  return gazeOffScreen(seen, { baseline, calibration: null }, LIMITS);
}

function confidenceOf(evidence: Evidence): number {
  assert.ok(evidence !== 'unknown');
  return evidence.confidence;
}

test('eyes to the picture’s left are to the candidate’s right', () => {
  const right = read(0.12);
  const left = read(-0.12);
  assert.ok(right !== 'unknown' && right.direction === 'right' && right.confidence > 0.5);
  assert.ok(left !== 'unknown' && left.direction === 'left' && left.confidence > 0.5);
  assert.ok(confidenceOf(read(0.06)) < 0.5);
});

test('eyes that roam over the screen in calm minutes must go beyond it', () => {
  assert.ok(confidenceOf(read(0.12, { deviation: 0.07 })) < 0.5);
  assert.ok(confidenceOf(read(0.16, { deviation: 0.07 })) > 0.5);
  assert.ok(confidenceOf(read(0.16, { deviation: 0.5 })) > 0.5);
});

test('eyes that stay on the screen while the head turns are no look aside', () => {
  assert.ok(confidenceOf(read(0.1, { yawDeg: -10 })) < 0.5);
  assert.ok(confidenceOf(read(0.1, { yawDeg: 10 })) > 0.5);
});

test('says nothing with the head away from its baseline, the eyes closed, or the neutral gaze unknown', () => {
  assert.equal(read(0.14, { yawDeg: LIMITS.headYawDeg + 1 }), 'unknown');
  assert.equal(read(0.14, { pitchDeg: -LIMITS.headPitchDeg - 1 }), 'unknown');
  assert.equal(read(0.14, { opening: 0.1 }), 'unknown');
  assert.equal(gazeOffScreen(null, { baseline: null, calibration: null }, LIMITS), 'unknown');
});
