import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Baseline } from '../../baseline/candidate-baseline.js';
import type { FaceObservation } from '../../observation.js';
import { face, MASKED, STANDARD } from '../../test-scene.js';
import { LookingAway } from './looking-away.js';

const BASELINE: Baseline = {
  yawDeg: { median: 2, deviation: 1 },
  pitchDeg: { median: -10, deviation: 1 },
  gazeX: { median: 0.01, deviation: 0.005 },
  eyesOpening: { median: 0.4, deviation: 0.02 },
};
const { yawDeg: THRESHOLD } = STANDARD.lookingAway;
const moment = (ms: number) => ({ at: ms, elapsedMs: ms });

/** A head turned from the baseline, with the eyes aside by some share of their width. */
function turned(yawDeg: number, eyes = 0, pitchDeg = 0): FaceObservation {
  return {
    ...face({ yawDeg: 2 + yawDeg, pitchDeg: -10 + pitchDeg }),
    gaze: { x: 0.01 + eyes, confidence: 0.9 },
  };
}

function confidenceOf(seen: FaceObservation): number {
  const evidence = new LookingAway(STANDARD).read(seen, BASELINE, moment(0));
  assert.ok(evidence !== 'unknown');
  return evidence.confidence;
}

test('a head short of the threshold is away only where the eyes go the same way', () => {
  const { headYawDeg } = STANDARD.gazeOffScreen;
  for (const side of [1, -1]) {
    const short = side * (headYawDeg + 1);
    assert.ok(confidenceOf(turned(short)) < 0.5);
    assert.ok(confidenceOf(turned(short, side * 0.12)) >= 0.5);
    assert.ok(confidenceOf(turned(short, side * -0.12)) < 0.5);
    assert.ok(confidenceOf(turned(side * (headYawDeg - 1), side * 0.3)) < 0.5);
  }
});

test('a head beyond the threshold is away whatever the eyes do, less surely where they turn back', () => {
  const beyond = THRESHOLD + 8;
  const [along, still, back] = [0.12, 0, -0.12].map((eyes) => confidenceOf(turned(beyond, eyes)));
  assert.ok(along !== undefined && still !== undefined && back !== undefined);
  assert.ok(along > still && still > back && back > 0.5, `${along} ${still} ${back}`);
  const unread = { ...turned(beyond), gaze: null };
  assert.equal(confidenceOf(unread), still);
});

test('a look into a corner is one look', () => {
  const reader = new LookingAway(STANDARD);
  const directions = [0, 1, 2, 3, 4, 5].map((index) => {
    const evidence = reader.read(
      turned(25, 0, 25 + (index % 2 === 0 ? -2 : 2)),
      BASELINE,
      moment(index * 100),
    );
    return evidence === 'unknown' ? evidence : evidence.direction;
  });
  assert.equal(new Set(directions).size, 1, directions.join(' '));
});

test('a face that turned away and lost its mesh to the profile still looks away, for a while', () => {
  const reader = new LookingAway(STANDARD);
  reader.read(turned(-50), BASELINE, moment(0));
  const profile = reader.read(MASKED, BASELINE, moment(2000));
  assert.deepEqual(profile, { confidence: 0.55, direction: 'left' });
  assert.equal(reader.read(MASKED, BASELINE, moment(11_000)), 'unknown');
  reader.read(turned(0), BASELINE, moment(12_000));
  assert.equal(reader.read(MASKED, BASELINE, moment(12_100)), 'unknown');
});

test('says nothing without a face that can be read, and before the baseline is known', () => {
  const reader = new LookingAway(STANDARD);
  assert.equal(reader.read(null, BASELINE, moment(0)), 'unknown');
  assert.equal(reader.read(turned(50), null, moment(0)), 'unknown');
});
