import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALM, face, film, frame, play, storyOf, USUAL_QUALITY } from '../../test-scene.js';
import { faceAbsent } from './face-absent.js';

/** A face behind a mask, as the detector alone sees it. */
const MASKED = {
  ...face(),
  presence: 0.35,
  quality: { interOcularPx: null, sharpness: 60, brightness: 0.5, visible: 1 },
  headPose: null,
  gaze: null,
  eyes: null,
  mouth: null,
};

test('a masked face is there, and nothing is said of where it looks but that it is covered', () => {
  const steps = play(film(CALM, { forMs: 30_000, scene: { faces: [MASKED] } }));
  assert.deepEqual(storyOf(steps), ['opened face-covered at 14.0']);
});

test('an empty seat counts less in dim light', () => {
  const quality = { ...USUAL_QUALITY, brightness: 0.08 };
  assert.deepEqual(faceAbsent(frame(0, { faces: [], quality })), { confidence: 0.6 });
  assert.deepEqual(faceAbsent(frame(0, { faces: [] })), { confidence: 1 });
});
