import type { Confident } from '@invigil/behaviour';
import type { Eyes } from './eyes.js';

/** What degrades the readings of a face. */
export type Conditions = {
  /** Flag of the mesh, 0–1. */
  presence: number;
  interOcularPx: number;
  sharpness: number;
  /** Share of the face inside the picture, 0–1. */
  visible: number;
  yawDeg: number;
};

// Each number is the share of readings that stayed within a tolerance of what the undegraded picture gave, by logistic
// regression: 174 faces of 43 still pictures, 60 portraits and 4 films, each made smaller (to 5 px between the eyes), blurred,
// darkened, over-exposed and cut at the edge, 5,134 readings that still had a mesh. Of faces left out of the fit (half of them
// at a time) the share within, by confidence:
//
//                          tolerance   < 0.3        0.3–0.5      0.5–0.7      0.7–0.85      0.85–0.95     ≥ 0.95
//   head pose              5°          0.32 n=246   0.39 n=298   0.60 n=884   0.75 n=1963   0.93 n=1743   –
//   gaze                   0.05        0.22 n=264   0.37 n=217   0.62 n=391   0.74 n=670    0.91 n=2356   0.97 n=1236
//   eyes                   0.06        0.48 n=31    0.52 n=101   0.67 n=328   0.76 n=831    0.90 n=1925   0.98 n=1918
//   mouth                  0.06        –            –            0.71 n=143   0.80 n=1771   0.89 n=3219   –
//
// Light needs no term of its own: in the dark and in glare sharpness and flag fall. What a turned head does can't be learned
// by degrading its picture, so that the turn lowers the number by what the labelled pictures and films say.

/** Head pose: of five labelled heads beyond 45° two had a yaw more than 5° off, and two a pitch. */
export function headPoseConfidence({
  interOcularPx,
  presence,
  sharpness,
  visible,
  yawDeg,
}: Conditions): number {
  const odds =
    -11.24 + 0.17 * sharp(sharpness) + 0.52 * size(interOcularPx) + 6.95 * visible + 0.62 * logit(presence);
  return logistic(odds) * falling(yawDeg, 40, 60, 0.5);
}

/** Gaze: a turn of 20° moves it by as much as a look to the screen's edge, and beyond 45° one eye is hardly seen. */
export function gazeConfidence({ presence, visible, yawDeg }: Conditions, eyes: Eyes): number {
  const odds =
    -4.59 +
    0.42 * eyeSize(eyes.widthPx) +
    6.14 * visible +
    0.28 * logit(presence) -
    // Eyes that differ by a tenth of their width are usual.
    14.69 * within(eyes.disagreement, 0.1, 0.4);
  return logistic(odds) * falling(yawDeg, 20, 45, 0);
}

/** Opening of the eyes. */
export function eyesConfidence({ presence, sharpness, visible, yawDeg }: Conditions, eyes: Eyes): number {
  const odds =
    -5.25 + 0.21 * sharp(sharpness) + 0.76 * eyeSize(eyes.widthPx) + 2.97 * visible + 0.34 * logit(presence);
  return logistic(odds) * falling(yawDeg, 30, 60, 0);
}

/** Opening of the mouth. */
export function mouthConfidence({ interOcularPx, presence, sharpness, visible, yawDeg }: Conditions): number {
  const odds =
    -2.99 + 0.09 * sharp(sharpness) + 0.4 * size(interOcularPx) + 1.92 * visible + 0.19 * logit(presence);
  return logistic(odds) * falling(yawDeg, 40, 70, 0);
}

/** Below this share a reading is no better than a guess. */
const LEAST = 0.1;

/** A reading with its confidence; null where that is too small to tell it. */
export function confident<T>(reading: T, confidence: number): Confident<T> | null {
  return confidence < LEAST ? null : { ...reading, confidence };
}

function sharp(sharpness: number): number {
  return Math.log2(within(sharpness, 2, 64));
}

function size(interOcularPx: number): number {
  return Math.log2(within(interOcularPx, 4, 32));
}

function eyeSize(widthPx: number): number {
  return Math.log2(within(widthPx, 2, 16));
}

function logit(share: number): number {
  const cut = within(share, 0.01, 0.99);
  return Math.log(cut / (1 - cut));
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

/** 1 up to a turn of `from`, falling to `rest` at `to`, degrees. */
function falling(yawDeg: number, from: number, to: number, rest: number): number {
  return 1 - (1 - rest) * within((Math.abs(yawDeg) - from) / (to - from), 0, 1);
}
