import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SEAT_COVERAGE_KINDS, type SeatCoverageKind } from '@invigil/contract';
import { CoverageReader } from './coverage.js';
import type { Observation, PictureQuality } from './observation.js';
import {
  film,
  frame,
  GLARE,
  LID,
  NIGHT,
  OUT_OF_FOCUS,
  play,
  type Scene,
  storyOf,
  USUAL_QUALITY,
} from './test-scene.js';

/** Pictures that still show somebody. */
const USABLE: ReadonlySet<SeatCoverageKind> = new Set(['camera-moved', 'virtual-camera', 'slow-inference']);

/** Kinds of blindness that hold after the same quality was seen four times. */
function blindness(quality: Partial<PictureQuality>): SeatCoverageKind[] {
  return readOf(frame(0, { quality: { ...USUAL_QUALITY, ...quality } }));
}

function readOf(observation: Observation): SeatCoverageKind[] {
  const reader = new CoverageReader();
  for (let index = 0; index < 3; index += 1) reader.read(observation);
  const { evidence, usable } = reader.read(observation);
  const kinds = SEAT_COVERAGE_KINDS.filter((kind) => {
    const each = evidence[kind];
    return each !== 'unknown' && each.confidence >= 0.5;
  });
  assert.equal(usable, !kinds.some((kind) => !USABLE.has(kind)));
  return kinds;
}

test('finds nothing wrong with real films, nor with the same films dimmed to a fifth or a little out of focus', () => {
  for (const quality of [
    { brightness: 0.555, contrast: 0.121, sharpness: 22, edgeSteepness: 0.13 },
    { brightness: 0.452, contrast: 0.101, sharpness: 53, edgeSteepness: 0.12 },
    { brightness: 0.111, contrast: 0.024, sharpness: 1.6, edgeSteepness: 0.017 },
    { brightness: 0.115, contrast: 0.023, sharpness: 1.4, edgeSteepness: 0.016 },
    { brightness: 0.442, contrast: 0.105, sharpness: 30, edgeSteepness: 0.06 },
    { brightness: 0.149, contrast: 0.144, sharpness: 1024, edgeSteepness: 0.15 },
  ]) {
    assert.deepEqual(blindness(quality), []);
  }
});

test('calls a lid, a cloth and a hand before the lens covered', () => {
  assert.deepEqual(blindness(LID), ['covered']);
  assert.deepEqual(blindness({ brightness: 0.5, contrast: 0.02, sharpness: 8 }), ['covered']);
  assert.deepEqual(blindness({ brightness: 0.278, contrast: 0.048, sharpness: 1.3 }), ['covered']);
  assert.deepEqual(blindness({ brightness: 0, contrast: 0, sharpness: 0 }), ['covered']);
});

test('does not call a bright wall covered because the sensor is at its limit', () => {
  assert.deepEqual(
    blindness({ brightness: 0.955, contrast: 0.047, edgeSteepness: 0.039, burntOut: 0.39 }),
    [],
  );
});

test('calls a finger that lets a little light through covered, whatever the sensor adds to it', () => {
  // Contrast of its shade alone 0.004; the rest is noise, which is new in each picture.
  const finger = { brightness: 0.041, edgeSteepness: 0.02, sharpness: 30 };
  for (const { change, contrast } of [
    { contrast: 0.0049, change: 0.0025 },
    { contrast: 0.0062, change: 0.0049 },
    { contrast: 0.0095, change: 0.0099 },
  ]) {
    assert.deepEqual(blindness({ ...finger, contrast, change }), ['covered']);
    // As much contrast that stays from picture to picture is somebody in the dark.
    assert.deepEqual(blindness({ ...finger, contrast: 0.0099, change: 0.0048 }), ['dark']);
  }
});

test('calls a room without light dark, as long as it has shapes', () => {
  assert.deepEqual(blindness(NIGHT), ['dark']);
});

test('calls a picture that repeats frozen, unless it is covered or repeats only now and then', () => {
  assert.deepEqual(blindness({ change: 0 }), ['frozen']);
  assert.deepEqual(blindness({ ...LID, change: 0 }), ['covered']);
  const empty: Scene = { faces: [], seen: [] };
  const observations = film({ forMs: 20_000, scene: empty }).map((each, index) =>
    frame(
      each.capturedAt,
      index % 3 === 0 ? empty : { ...empty, quality: { ...USUAL_QUALITY, change: 0 } },
      index % 7 === 0,
    ),
  );
  assert.deepEqual(storyOf(play(observations)), ['opened face-absent at 3.0']);
});

test('tells a lens out of focus from a hand before it by the contrast that is left', () => {
  assert.deepEqual(blindness(OUT_OF_FOCUS), ['blurred']);
  assert.deepEqual(blindness({ ...OUT_OF_FOCUS, brightness: 0.278, contrast: 0.048, sharpness: 1.3 }), [
    'covered',
  ]);
});

test('calls glare overexposed, however few features it leaves, and a window behind the candidate nothing', () => {
  assert.deepEqual(blindness(GLARE), ['overexposed']);
  assert.deepEqual(blindness({ ...GLARE, contrast: 0, edgeSteepness: 0, burntOut: 1, change: 0 }), [
    'overexposed',
  ]);
  assert.deepEqual(blindness({ burntOut: 0.4, contrast: 0.3, edgeSteepness: 0.25 }), []);
});

test('calls a recording looped, also while the person in it sits still, until something moves that does not repeat', () => {
  const reader = new CoverageReader();
  const usable = [0.05, null, 0.8, null, null, 0.8, 0.1, null].map(
    (repetition) => reader.read(frame(0, { quality: { ...USUAL_QUALITY, repetition } })).usable,
  );
  assert.deepEqual(usable, [true, true, false, false, false, false, true, true]);
});

test('calls a changed background a moved camera, with nobody there only where nothing is left of it', () => {
  assert.deepEqual(blindness({ backgroundChange: 0.5 }), ['camera-moved']);
  assert.deepEqual(blindness({ backgroundChange: 0.11 }), []);
  assert.deepEqual(blindness({ backgroundChange: null }), []);
  const empty = (backgroundChange: number): SeatCoverageKind[] =>
    readOf(frame(0, { faces: [], quality: { ...USUAL_QUALITY, backgroundChange } }));
  assert.deepEqual(empty(0.8), []);
  assert.deepEqual(empty(1), ['camera-moved']);
});

test('says nothing of the background in a picture that can not be used', () => {
  for (const quality of [LID, NIGHT, GLARE, OUT_OF_FOCUS]) {
    assert.equal(blindness({ ...quality, backgroundChange: 1, repetition: 1 }).length, 1);
  }
});

test('a camera of software and a slow machine are told, and their pictures used', () => {
  assert.deepEqual(readOf(frame(0, { virtualCamera: true, tooSlow: true })), [
    'virtual-camera',
    'slow-inference',
  ]);
});

test('calls a camera without frames lost, and only that', () => {
  assert.deepEqual(readOf({ type: 'no-frame', capturedAt: 0 }), ['camera-lost']);
});
