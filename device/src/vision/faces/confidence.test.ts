import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FaceObservation } from '@invigil/behaviour';
import type { Picture } from '../../lib/opencv.js';
import { type Conditions, confident, gazeConfidence, headPoseConfidence } from './confidence.js';
import { blurred, cutLeft, darkened, framesAt, openFaces, smaller } from './test-faces.js';

const { close, look } = await openFaces();
after(close);

type Measure = 'headPose' | 'gaze' | 'eyes' | 'mouth';
const MEASURES: readonly Measure[] = ['headPose', 'gaze', 'eyes', 'mouth'];

/** Each step degrades a picture further; a face in it lies at `box`. */
type Degrade = (picture: Picture, box: FaceObservation['box']) => Picture;
const CHAINS: { name: string; of: readonly Measure[]; steps: readonly Degrade[] }[] = [
  {
    name: 'smaller',
    of: MEASURES,
    steps: [0.6, 0.35, 0.2, 0.12].map((scale) => (picture) => smaller(picture, scale)),
  },
  {
    name: 'more blurred',
    of: ['headPose', 'eyes', 'mouth'],
    steps: [2, 4, 8].map((factor) => (picture) => blurred(picture, factor)),
  },
  {
    name: 'darker',
    of: ['headPose', 'eyes', 'mouth'],
    steps: [0.4, 0.15, 0.06].map((share) => (picture) => darkened(picture, share)),
  },
  {
    name: 'cut further',
    of: MEASURES,
    steps: [0.1, 0.3, 0.45].map(
      (share) =>
        (picture, { width, x }) =>
          cutLeft(picture, x + share * width),
    ),
  },
];

async function frames(): Promise<Picture[]> {
  return [...(await framesAt('cap12_edit', [12, 13, 23])), ...(await framesAt('franck', [12, 74, 120]))];
}

for (const { name, of, steps } of CHAINS) {
  test(`a face that is ${name} is read with less and less confidence`, async () => {
    const sums = new Map(of.map((measure) => [measure, Array.from({ length: steps.length + 1 }, () => 0)]));
    for (const picture of await frames()) {
      const degraded = [smaller(picture, 1)];
      const whole = (await look(smaller(picture, 1))) ?? assert.fail('no face');
      degraded.push(...steps.map((step) => step(picture, whole.box)));
      picture.release();
      for (const [i, one] of degraded.entries()) {
        const face = await look(one);
        for (const [measure, sum] of sums) sum[i] += face?.[measure]?.confidence ?? 0;
      }
    }
    for (const [measure, sum] of sums) {
      for (let i = 1; i < sum.length; i++) {
        const isLess = sum[i] < sum[i - 1] || sum[i - 1] === 0;
        assert.ok(isLess, `${measure}: ${sum.map((value) => value.toFixed(2)).join(', ')}`);
      }
    }
  });
}

test('what is read with little confidence is further off than what is read with much', async () => {
  const readings: { confidence: number; errorDeg: number }[] = [];
  for (const picture of await frames()) {
    const whole = (await look(smaller(picture, 1))) ?? assert.fail('no face');
    const degraded = CHAINS.flatMap(({ steps }) => steps.map((step) => step(picture, whole.box)));
    picture.release();
    for (const one of degraded) {
      const pose = (await look(one))?.headPose;
      const before = whole.headPose;
      if (!pose || !before) continue;
      const errorDeg = Math.max(
        Math.abs(pose.yawDeg - before.yawDeg),
        Math.abs(pose.pitchDeg - before.pitchDeg),
      );
      readings.push({ confidence: pose.confidence, errorDeg });
    }
  }
  readings.sort((a, b) => a.confidence - b.confidence);
  const third = Math.floor(readings.length / 3);
  const mean = (some: typeof readings): number =>
    some.reduce((sum, { errorDeg }) => sum + errorDeg, 0) / some.length;
  const [least, most] = [mean(readings.slice(0, third)), mean(readings.slice(-third))];
  assert.ok(readings.length > 50, `${readings.length} readings`);
  assert.ok(least > 2 * most, `${least.toFixed(1)}° with little, ${most.toFixed(1)}° with much`);
});

const GOOD: Conditions = { presence: 1, interOcularPx: 60, sharpness: 100, visible: 1, yawDeg: 0 };
const EYES = { gazeX: 0, disagreement: 0.1, opening: 0.4, widthPx: 30 };

test('a turn of the head takes confidence from the gaze before it takes it from the head', () => {
  assert.equal(gazeConfidence({ ...GOOD, yawDeg: 20 }, EYES), gazeConfidence(GOOD, EYES));
  assert.ok(gazeConfidence({ ...GOOD, yawDeg: -32 }, EYES) < 0.6);
  assert.equal(gazeConfidence({ ...GOOD, yawDeg: -45 }, EYES), 0);
  assert.equal(headPoseConfidence({ ...GOOD, yawDeg: -40 }), headPoseConfidence(GOOD));
  assert.ok(headPoseConfidence({ ...GOOD, yawDeg: 60 }) < 0.5);
});

test('eyes that disagree tell little', () => {
  const apart = gazeConfidence(GOOD, { ...EYES, disagreement: 0.4 });
  assert.ok(apart < 0.3 && gazeConfidence(GOOD, EYES) > 0.9, `${apart}`);
});

test('what is no better than a guess is not told', () => {
  assert.equal(confident({ x: 1 }, 0.09), null);
  assert.deepEqual(confident({ x: 1 }, 0.5), { x: 1, confidence: 0.5 });
});
