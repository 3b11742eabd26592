import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALIBRATION_DOTS, type ScreenPoint } from '@invigil/behaviour';
import { GazeDots, qualityOf } from './gaze-dots.js';
import { frameOf } from './test-face.js';

/** Eyes need 0.7 s to come to a dot; the page shows each for 3.3 s. */
const DOT_MS = 3300;
const FRAME_MS = 100;
const POINTS = Object.values(CALIBRATION_DOTS);

/** Where head and eyes point that look at a place of the screen. They tremble a little: the same twice teaches nothing. */
function lookingAt({ x, y }: ScreenPoint, nth = 0) {
  const tremble = ((nth % 5) - 2) / 2;
  return {
    yawDeg: 16 * (x - 0.5) + 0.4 * tremble,
    pitchDeg: -10 - 14 * (y - 0.5) + 0.4 * tremble,
    gazeX: 0.14 * (x - 0.5) + 0.006 * tremble,
  };
}

/** Shows dots one after the other to somebody who looks where `eyes` says. */
function show(
  dots: GazeDots,
  points: readonly ScreenPoint[],
  eyes: (nth: number, ms: number) => ScreenPoint,
) {
  for (const [nth, point] of points.entries()) {
    const from = nth * DOT_MS;
    dots.show(point, from);
    for (let ms = 0; ms < DOT_MS; ms += FRAME_MS) {
      dots.see(frameOf(from + ms, lookingAt(eyes(nth, ms), ms / FRAME_MS)));
    }
  }
}

test('learns where somebody looks who looks at each dot, and how well', () => {
  const dots = new GazeDots();
  show(dots, POINTS, (nth) => POINTS[nth] ?? { x: 0.5, y: 0.5 });
  const calibration = dots.finish();
  assert.equal(calibration.used, true);
  const quality = qualityOf(calibration) ?? 0;
  assert.ok(quality > 0.6 && quality <= 1, String(quality));
});

test('what eyes do on their way to a dot is not learnt from', () => {
  const [good, late] = [new GazeDots(), new GazeDots()];
  show(good, POINTS, (nth) => POINTS[nth] ?? { x: 0.5, y: 0.5 });
  // For 0.6 s they are still at the dot before.
  show(late, POINTS, (nth, ms) => POINTS[ms < 600 ? nth - 1 : nth] ?? { x: 0.5, y: 0.5 });
  assert.deepEqual(late.finish(), good.finish());
});

test('a dot that is shown again is looked at anew', () => {
  const dots = new GazeDots();
  const elsewhere = { x: 0.9, y: 0.9 };
  show(dots, POINTS.slice(0, 2), () => elsewhere);
  show(dots, POINTS, (nth) => POINTS[nth] ?? { x: 0.5, y: 0.5 });
  const again = dots.finish();
  show(dots, POINTS, (nth) => POINTS[nth] ?? { x: 0.5, y: 0.5 });
  assert.deepEqual(again, dots.finish(), 'and after the end it begins with nothing');
});

test('eyes that are not seen, or dots that were not all shown, teach nothing', () => {
  const dots = new GazeDots();
  for (const [nth, point] of POINTS.entries()) {
    dots.show(point, nth * DOT_MS);
    for (let ms = 0; ms < DOT_MS; ms += FRAME_MS) dots.see(frameOf(nth * DOT_MS + ms, null));
  }
  const unseen = dots.finish();
  assert.deepEqual([unseen.used, qualityOf(unseen)], [false, null]);
  show(dots, POINTS.slice(0, 4), (nth) => POINTS[nth] ?? { x: 0.5, y: 0.5 });
  const short = dots.finish();
  assert.ok(!short.used && short.why === 'too-few-samples');
  assert.deepEqual(short.dots, [{ dot: 'bottom-right', usable: 0 }]);
});

test('before the first dot and without a frame nothing is collected', () => {
  const dots = new GazeDots();
  dots.see(frameOf(0, lookingAt({ x: 0.5, y: 0.5 })));
  dots.show({ x: 0.5, y: 0.5 }, 0);
  dots.see({ type: 'no-frame', capturedAt: 2000 });
  const nothing = dots.finish();
  assert.ok(!nothing.used && nothing.why === 'too-few-samples');
  assert.equal(nothing.dots.length, POINTS.length);
  assert.ok(nothing.dots.every(({ usable }) => usable === 0));
});
