import type { FaceObservation } from '../observation.js';

/** What of a face tells where on the screen it looks. Signs as in docs/conventions.md. */
export type GazeFeatures = {
  /** Degrees, > 0 toward the picture's left. */
  yawDeg: number;
  /** Degrees, > 0 chin up. */
  pitchDeg: number;
  /** Iris offset as a share of the eye's width, > 0 toward the picture's left. */
  gazeX: number;
};

/** A measure less sure than this is not used. */
const LEAST_CONFIDENCE = 0.5;
/** Lids closer than this hide the iris: about 0.08 closed, 0.4 open; the lowest in a calm film was 0.23 (n = 112 frames). */
const LEAST_OPENING = 0.15;

/** The features of one face; null where head, eyes or irises can't be read, or the eyes are closed. */
export function gazeFeaturesOf({
  eyes,
  gaze,
  headPose,
}: Pick<FaceObservation, 'eyes' | 'gaze' | 'headPose'>): GazeFeatures | null {
  if (!headPose || !gaze || !eyes || eyes.opening < LEAST_OPENING) return null;
  if (Math.min(headPose.confidence, gaze.confidence, eyes.confidence) < LEAST_CONFIDENCE) return null;
  return { yawDeg: headPose.yawDeg, pitchDeg: headPose.pitchDeg, gazeX: gaze.x };
}
