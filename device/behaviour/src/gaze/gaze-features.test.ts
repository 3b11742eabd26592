import assert from 'node:assert/strict';
import { test } from 'node:test';
import { face } from '../test-scene.js';
import { gazeFeaturesOf } from './gaze-features.js';

test('head and eyes that can be read are features', () => {
  assert.deepEqual(gazeFeaturesOf(face({ yawDeg: 3, pitchDeg: -8 })), { yawDeg: 3, pitchDeg: -8, gazeX: 0 });
});

test('closed eyes, a doubtful measure and a face without a mesh are none', () => {
  const seen = face();
  assert.equal(gazeFeaturesOf({ ...seen, eyes: { opening: 0.08, confidence: 0.9 } }), null);
  assert.equal(gazeFeaturesOf({ ...seen, gaze: { x: 0, confidence: 0.4 } }), null);
  assert.equal(gazeFeaturesOf({ ...seen, headPose: null }), null);
});
