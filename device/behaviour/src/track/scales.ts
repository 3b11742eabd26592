import type { Scale } from './scale.js';

/** Times and names that only count up: half of what a number holds exactly, so that a difference fits, too. */
const MOST_WHOLE = 2 ** 52 - 1;

const whole = (): Scale => ({ perUnit: 1, least: 0, most: MOST_WHOLE });
/** Probabilities, scores, lids, lips, irises: what the nets tell differs by more than 0.01 from frame to frame. */
const share = (): Scale => ({ perUnit: 1000, least: 0, most: 1 });
/** Boxes are found to a pixel at best. */
const pixels = (): Scale => ({ perUnit: 10, least: -100_000, most: 100_000 });
const degrees = (): Scale => ({ perUnit: 10, least: -360, most: 360 });
/** Measures of the picture whose thresholds lie as low as 0.004 (`covered`), some as shares of each other (`blurred`). */
const fineShare = (): Scale => ({ perUnit: 20_000, least: 0, most: 1 });

/**
 * With which step each field of an observation is told, and within which range. Each is an object of its own: the numbers that it
 * is told as a difference to are found by it.
 */
export const SCALES = {
  capturedAt: whole(),
  width: whole(),
  height: whole(),
  id: whole(),
  x: pixels(),
  y: pixels(),
  boxWidth: pixels(),
  boxHeight: pixels(),
  presence: share(),
  interOcularPx: pixels(),
  faceSharpness: { perUnit: 10, least: 0, most: 100_000 },
  faceBrightness: share(),
  visible: share(),
  yawDeg: degrees(),
  pitchDeg: degrees(),
  rollDeg: degrees(),
  poseConfidence: share(),
  gazeX: { perUnit: 1000, least: -10, most: 10 },
  gazeConfidence: share(),
  eyesOpening: { perUnit: 1000, least: 0, most: 10 },
  eyesConfidence: share(),
  mouthOpening: { perUnit: 1000, least: 0, most: 10 },
  mouthConfidence: share(),
  similarity: { perUnit: 1000, least: -1, most: 1 },
  score: share(),
  brightness: fineShare(),
  contrast: fineShare(),
  /** Compared with 2 and 4 (`covered`). */
  sharpness: { perUnit: 50, least: 0, most: 100_000 },
  edgeSteepness: fineShare(),
  burntOut: share(),
  /** Nothing but a repeated picture has none (`frozen`). */
  change: { perUnit: 20_000, least: 0, most: 1, exactZero: true },
  backgroundChange: share(),
  repetition: share(),
} as const satisfies Record<string, Scale>;
