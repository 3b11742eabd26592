import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CoverageKind } from '@invigil/contract';
import { CoverageReader } from './coverage.js';
import type { Observation, PictureQuality } from './observation.js';
import { film, frame, play, type Scene, storyOf, USUAL_QUALITY } from './test-scene.js';

const LID = { brightness: 0.01, contrast: 0.002, sharpness: 1, change: 0.001 };
const NIGHT = { brightness: 0.045, contrast: 0.011, sharpness: 2, change: 0.002 };

/** Kinds of blindness that hold after the same quality was seen four times. */
function blindness(quality: Partial<PictureQuality>): CoverageKind[] {
  return readOf(frame(0, { quality: { ...USUAL_QUALITY, ...quality } }));
}

function readOf(observation: Observation): CoverageKind[] {
  const reader = new CoverageReader();
  for (let index = 0; index < 3; index += 1) reader.read(observation);
  const { evidence, usable } = reader.read(observation);
  const kinds = (['camera-lost', 'covered', 'frozen', 'dark'] as const).filter((kind) => {
    const each = evidence[kind];
    return each !== 'unknown' && each.confidence >= 0.5;
  });
  assert.equal(usable, kinds.length === 0);
  return kinds;
}

test('finds nothing wrong with real films, nor with the same films dimmed to a fifth or out of focus', () => {
  for (const quality of [
    { brightness: 0.555, contrast: 0.121, sharpness: 22 },
    { brightness: 0.452, contrast: 0.101, sharpness: 53 },
    { brightness: 0.111, contrast: 0.024, sharpness: 1.6 },
    { brightness: 0.115, contrast: 0.023, sharpness: 1.4 },
    { brightness: 0.442, contrast: 0.097, sharpness: 3.9 },
    { brightness: 0.149, contrast: 0.144, sharpness: 1024 },
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

test('calls a camera without frames lost, and only that', () => {
  assert.deepEqual(readOf({ type: 'no-frame', capturedAt: 0 }), ['camera-lost']);
});
