import type { FaceObservation } from '@invigil/behaviour';
import type { Embedding } from './identity-embedding.js';

/**
 * Which faces are compared at all. Measured on 119 pictures of 21 people, made darker, brighter, blurred and smaller by code: share of
 * pairs of one person below 0.55 (false non-match). Sharpness 5–10: 0.05, 10–20: 0.02, above: 0.006. Brightness below 0.1:
 * 0.05–0.09, 0.1–0.8: 0.01 at most, above: 0.09. Eyes 19 px apart: 0.01, 14 px: 0.02. One person in a webcam film: 0.67 at least
 * at 34–43° of yaw (11 looks), 0.60 at 44° of pitch (7 looks beyond 30°), with 0.73 at least within these bounds.
 */
const COMPARABLE = {
  yawDeg: 30,
  pitchDeg: 30,
  interOcularPx: 20,
  sharpness: 10,
  brightness: { from: 0.1, to: 0.8 },
  visible: 0.95,
} as const;

/** Looks that a vote takes: fewer decide nothing. */
export const VOTERS = 3;

/** Whether a face is near-frontal and clear enough to be compared or enrolled. */
export function isComparable({ headPose, quality }: Pick<FaceObservation, 'headPose' | 'quality'>): boolean {
  const { brightness, interOcularPx, pitchDeg, sharpness, visible, yawDeg } = COMPARABLE;
  return (
    headPose !== null &&
    Math.abs(headPose.yawDeg) <= yawDeg &&
    Math.abs(headPose.pitchDeg) <= pitchDeg &&
    (quality.interOcularPx ?? 0) >= interOcularPx &&
    quality.sharpness >= sharpness &&
    quality.brightness >= brightness.from &&
    quality.brightness <= brightness.to &&
    quality.visible >= visible
  );
}

/**
 * How like the enrolled pictures a face is: the mean of its cosines with them, −1 to 1; 0 without any. A template of the pictures'
 * mean, made as long as the others, tells people apart as well, but the more pictures, the more false matches at one threshold: at
 * 0.55 from 0.006 of one to 0.033 of three, where this mean has 0.005 (21 people, 57,120 comparisons).
 */
export function similarityTo(enrolled: readonly Embedding[], face: Embedding): number {
  const cosines = enrolled.map((one) => one.reduce((sum, value, i) => sum + value * face[i], 0));
  return cosines.reduce((sum, cosine) => sum + cosine, 0) / Math.max(1, cosines.length);
}

/** The vote of the newest looks, newest last: their median, so that one bad look decides nothing; null where they are too few. */
export function voteOf(similarities: readonly number[]): number | null {
  if (similarities.length < VOTERS) return null;
  return similarities.slice(-VOTERS).toSorted((a, b) => a - b)[Math.floor(VOTERS / 2)];
}
