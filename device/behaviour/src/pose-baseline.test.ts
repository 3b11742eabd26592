import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeadPose } from './observation.js';
import { PoseBaseline } from './pose-baseline.js';

type Pose = (index: number) => Pick<HeadPose, 'yawDeg' | 'pitchDeg'>;

/** The baseline after a number of poses at ten a second. */
function after(count: number, pose: Pose, baseline = new PoseBaseline(), from = 0) {
  let result = null;
  for (let index = 0; index < count; index += 1) {
    const ms = from + index * 100;
    result = baseline.read({ ...pose(index), rollDeg: 0 }, { at: ms, elapsedMs: ms });
  }
  return result;
}

test('takes three seconds to learn the median of a steady head, whatever a few wild poses say', () => {
  const pose: Pose = (index) =>
    index % 9 === 4 ? { yawDeg: 29, pitchDeg: 15 } : { yawDeg: 5, pitchDeg: -12 };
  assert.equal(after(30, pose), null);
  assert.deepEqual(after(31, pose), { yawDeg: 5, pitchDeg: -12 });
});

test('does not take a head that is turned or restless for the baseline', () => {
  assert.equal(
    after(100, () => ({ yawDeg: 45, pitchDeg: -10 })),
    null,
  );
  assert.equal(
    after(100, (index) => ({ yawDeg: ((index * 7) % 40) - 20, pitchDeg: -10 })),
    null,
  );
});

test('follows a head that sits a little differently, but is not walked to the side', () => {
  const baseline = new PoseBaseline();
  after(40, () => ({ yawDeg: 0, pitchDeg: -10 }), baseline);
  const followed = after(3000, () => ({ yawDeg: 6, pitchDeg: -10 }), baseline, 4000);
  assert.ok(followed && followed.yawDeg > 5.5, `${followed?.yawDeg}`);
  const walked = after(40_000, (index) => ({ yawDeg: 6 + index / 500, pitchDeg: -10 }), baseline, 304_000);
  assert.equal(walked?.yawDeg, 10);
});

test('does not follow a head that is turned away', () => {
  const baseline = new PoseBaseline();
  after(40, () => ({ yawDeg: 0, pitchDeg: -10 }), baseline);
  const kept = after(6000, () => ({ yawDeg: 30, pitchDeg: -10 }), baseline, 4000);
  assert.equal(kept?.yawDeg, 0);
});
