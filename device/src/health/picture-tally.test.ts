import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation } from '@invigil/behaviour';
import { PictureTally } from './picture-tally.js';

const HEIGHT = 480;

function picture(brightness: number, faceHeight?: number): Observation {
  const box = { x: 0, y: 0, width: 100, height: faceHeight ?? 0 };
  const nothing = { headPose: null, gaze: null, eyes: null, mouth: null, identity: null };
  const quality = { interOcularPx: null, sharpness: 50, brightness: 0.5, visible: 1 };
  return {
    type: 'frame',
    capturedAt: 0,
    width: 848,
    height: HEIGHT,
    faces: faceHeight === undefined ? [] : [{ id: 1, box, presence: 1, quality, ...nothing }],
    objects: null,
    quality: {
      brightness,
      contrast: 0.2,
      sharpness: 50,
      edgeSteepness: 0.1,
      burntOut: 0,
      change: 0.01,
      backgroundChange: null,
      repetition: null,
    },
    virtualCamera: false,
    tooSlow: false,
  };
}

test('tells the median light of the period, and the median height of the face where there was one', () => {
  const tally = new PictureTally();
  for (const seen of [picture(0.1), picture(0.4, 96), picture(0.5, 240), picture(0.9, 120)]) tally.note(seen);
  assert.deepEqual(tally.flush(), { brightness: 0.45, burntOut: 0, faceHeight: 0.25 });
  tally.note(picture(0.3));
  assert.deepEqual(tally.flush(), { brightness: 0.3, burntOut: 0 }, 'nothing of the period before');
});

test('a face that is cut by the edge is no taller than the picture', () => {
  const tally = new PictureTally();
  tally.note(picture(0.5, HEIGHT + 60));
  assert.equal(tally.flush()?.faceHeight, 1);
});

test('says nothing where nothing was looked at', () => {
  const tally = new PictureTally();
  tally.note({ type: 'no-frame', capturedAt: 0 });
  assert.equal(tally.flush(), undefined);
});
