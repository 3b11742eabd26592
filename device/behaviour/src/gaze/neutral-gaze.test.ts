import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NeutralGaze } from './neutral-gaze.js';

const BASELINE = { yawDeg: 4, pitchDeg: -12 };

/** What is known after some frames at ten a second. */
function after(
  count: number,
  x: (index: number) => number | null,
  yawDeg = 4,
  neutral = new NeutralGaze(),
  from = 0,
) {
  let result = null;
  for (let index = 0; index < count; index += 1) {
    const gazeX = x(index);
    const gaze = gazeX === null ? null : { x: gazeX };
    const headPose = { yawDeg, pitchDeg: -12, rollDeg: 0 };
    result = neutral.read({ gaze, headPose }, BASELINE, { elapsedMs: from + index * 100 });
  }
  return result;
}

test('takes three seconds to learn the median of steady eyes, whatever a few glances say', () => {
  const x = (index: number) => (index % 9 === 4 ? 0.3 : 0.02 + (index % 2) * 0.01);
  assert.equal(after(30, x), null);
  const learnt = after(31, x);
  assert.ok(learnt && learnt.x >= 0.02 && learnt.x <= 0.03, `${learnt?.x}`);
  assert.ok(learnt.deviation < 0.011, `${learnt.deviation}`);
});

test('does not learn from eyes that go over the whole screen, nor from a head that is turned or unknown', () => {
  assert.equal(
    after(100, (index) => (((index * 7) % 31) / 30 - 0.5) * 0.3),
    null,
  );
  assert.equal(
    after(100, () => 0, 15),
    null,
  );
  const headPose = { yawDeg: 4, pitchDeg: -12, rollDeg: 0 };
  const neutral = new NeutralGaze();
  for (let elapsedMs = 0; elapsedMs < 10_000; elapsedMs += 100) {
    assert.equal(neutral.read({ gaze: { x: 0 }, headPose }, null, { elapsedMs }), null);
  }
});

test('keeps what it learnt, also while nothing is seen', () => {
  const neutral = new NeutralGaze();
  after(40, () => 0.02, 4, neutral);
  assert.deepEqual(
    after(600, () => 0.14, 4, neutral, 4000),
    { x: 0.02, deviation: 0 },
  );
  assert.deepEqual(
    after(1, () => null, 4, neutral, 70_000),
    { x: 0.02, deviation: 0 },
  );
});
