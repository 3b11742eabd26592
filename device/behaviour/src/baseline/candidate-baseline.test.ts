import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usualMap } from '../gaze/screen-map.js';
import type { FaceObservation } from '../observation.js';
import { face, frame } from '../test-scene.js';
import { type Baseline, CandidateBaseline } from './candidate-baseline.js';

type Look = { yawDeg: number; pitchDeg?: number; gazeX?: number };

function faceOf({ gazeX = 0, pitchDeg = -10, yawDeg }: Look): FaceObservation {
  return { ...face({ yawDeg, pitchDeg }), gaze: { x: gazeX, confidence: 0.9 } };
}

/** Reads a number of looks, ten a second unless said otherwise, and gives the baseline after the last of them. */
function after(
  count: number,
  look: (index: number) => Look,
  { baseline = new CandidateBaseline(), eachMs = 100, fromMs = 0 } = {},
): Baseline | null {
  let result = null;
  for (let index = 0; index < count; index += 1) {
    const elapsedMs = fromMs + index * eachMs;
    const seen = faceOf(look(index));
    result = baseline.read(frame(0, { faces: [seen] }), seen, { at: elapsedMs, elapsedMs });
  }
  return result;
}

test('takes three seconds to learn head and eyes, whatever a few wild looks say', () => {
  const look = (index: number): Look =>
    index % 9 === 4 ? { yawDeg: 29, pitchDeg: 15, gazeX: 0.3 } : { yawDeg: 5, pitchDeg: -12, gazeX: 0.02 };
  const known = after(31, look);
  assert.deepEqual(known?.yawDeg, { median: 5, deviation: 0 });
  assert.deepEqual(known.pitchDeg, { median: -12, deviation: 0 });
  assert.deepEqual(known.gazeX, { median: 0.02, deviation: 0 });
  assert.deepEqual(known.eyesOpening, { median: 0.4, deviation: 0 });
});

test('believes a very still head that points at the camera after a second, but only for a few seconds', () => {
  const still: Look = { yawDeg: 4 };
  assert.equal(
    after(10, () => still),
    null,
  );
  const baseline = new CandidateBaseline();
  assert.equal(after(11, () => still, { baseline })?.yawDeg.median, 4);
  const turned = (): Look => ({ yawDeg: 45 });
  assert.equal(after(50, turned, { baseline, fromMs: 1100 })?.yawDeg.median, 4);
  assert.equal(after(50, turned, { baseline, fromMs: 6100 }), null);
});

test('does not take a head that is turned or restless, nor roaming eyes, for the baseline', () => {
  assert.equal(
    after(100, () => ({ yawDeg: 45 })),
    null,
  );
  assert.equal(
    after(100, (index) => ({ yawDeg: ((index * 7) % 40) - 20 })),
    null,
  );
  const roaming = after(100, (index) => ({ yawDeg: 0, gazeX: (((index * 7) % 31) / 30 - 0.5) * 0.3 }));
  assert.ok(roaming);
  assert.equal(roaming.gazeX, null);
});

test('a glance in the first seconds is corrected by the minutes after it, at any rate of frames', () => {
  for (const eachMs of [100, 333]) {
    const baseline = new CandidateBaseline();
    after(Math.ceil(4000 / eachMs), () => ({ yawDeg: 6, gazeX: 0.05 }), { baseline, eachMs });
    const minutes = { baseline, eachMs, fromMs: 4000 };
    const shortly = after(Math.ceil(20_000 / eachMs), () => ({ yawDeg: 0 }), minutes);
    assert.ok(shortly && shortly.yawDeg.median === 6, `${shortly?.yawDeg.median}`);
    const settled = after(Math.ceil(120_000 / eachMs), () => ({ yawDeg: 0 }), { ...minutes, fromMs: 24_000 });
    assert.ok(settled && settled.yawDeg.median === 0 && settled.gazeX?.median === 0);
  }
});

test('follows a head that sits a little differently, but nobody walks it away', () => {
  const baseline = new CandidateBaseline();
  after(2000, () => ({ yawDeg: 0 }), { baseline });
  const followed = after(3000, () => ({ yawDeg: 5 }), { baseline, fromMs: 200_000 });
  assert.equal(followed?.yawDeg.median, 5);
  const walked = after(40_000, (index) => ({ yawDeg: 5 + index / 500, gazeX: index / 50_000 }), {
    baseline,
    fromMs: 500_000,
  });
  assert.equal(walked?.yawDeg.median, 6);
  assert.ok((walked.gazeX?.median ?? 1) <= 0.04);
});

test('does not follow a head that is turned away', () => {
  const baseline = new CandidateBaseline();
  after(40, () => ({ yawDeg: 0 }), { baseline });
  assert.equal(after(6000, () => ({ yawDeg: 30 }), { baseline, fromMs: 4000 })?.yawDeg.median, 0);
});

test('tells how far a candidate usually moves', () => {
  const known = after(1500, (index) => ({ yawDeg: ((index * 7) % 13) - 6 }));
  assert.ok(known && Math.abs(known.yawDeg.deviation - 3) < 0.3, `${known?.yawDeg.deviation}`);
});

test('begins with what the calibration says, and forgets it with its geometry', () => {
  const axis = (name: 'x' | 'y') =>
    ({ used: true, map: usualMap(name, neutral), errorShare: 0.05, baselineErrorShare: 0.2 }) as const;
  const neutral = { yawDeg: 8, pitchDeg: -6, gazeX: 0.03 };
  const calibration = { used: true, neutral, x: axis('x'), y: axis('y') } as const;
  const baseline = new CandidateBaseline();
  baseline.seed(calibration);
  const first = after(1, () => ({ yawDeg: 20, pitchDeg: -6 }), { baseline });
  assert.deepEqual([first?.yawDeg.median, first?.gazeX?.median], [8, 0.03]);
  assert.equal(baseline.calibration, calibration);
  baseline.startAnew();
  assert.equal(baseline.calibration, null);
  assert.equal(
    after(1, () => ({ yawDeg: 20 }), { baseline, fromMs: 1000 }),
    null,
  );
});

test('begins anew with another camera, and with another seat after a long absence', () => {
  const seated = faceOf({ yawDeg: 3 });
  const elsewhere = { ...seated, box: { ...seated.box, x: seated.box.x - 200 } };
  const nearer = { ...seated, box: { ...seated.box, width: 240, height: 300 } };
  const known = (absentMs: number, back: FaceObservation, width = 848) => {
    const baseline = new CandidateBaseline();
    after(40, () => ({ yawDeg: 3 }), { baseline });
    for (let elapsedMs = 4000; elapsedMs < 4000 + absentMs; elapsedMs += 100) {
      baseline.read(frame(0, { faces: [] }), null, { at: elapsedMs, elapsedMs });
    }
    const elapsedMs = 4000 + absentMs;
    return baseline.read(frame(0, { faces: [back], width }), back, { at: elapsedMs, elapsedMs }) !== null;
  };
  assert.equal(known(20_000, seated), true);
  assert.equal(known(20_000, elsewhere), false);
  assert.equal(known(20_000, nearer), false);
  assert.equal(known(5000, elsewhere), true);
  assert.equal(known(100, seated, 1280), false);
});
