import type { LookDirection, Policy } from '@invigil/contract';
import type { Baseline } from '../../baseline/candidate-baseline.js';
import type { Evidence } from '../../evidence.js';
import type { GazeCalibration } from '../../gaze/calibrate-gaze.js';
import { type GazeFeatures, gazeFeaturesOf } from '../../gaze/gaze-features.js';
import { placeOf } from '../../gaze/screen-map.js';
import { screenRegion } from '../../gaze/screen-region.js';
import type { FaceObservation } from '../../observation.js';

/** From the threshold, where the confidence is 0.5, it takes this much more to be certain, share of the eye's width. */
const CERTAIN_AFTER = 0.08;
/**
 * Eyes that stay on the screen while the head turns by a degree go the other way by 0.002–0.005 (three films of two men). So much
 * of an offset against the turn is no look aside.
 */
const COUNTER_PER_DEG = 0.005;
/** Eyes that roam evenly over the screen deviate by half of the way to its edge. More than a usual screen (±0.15) is not believed. */
const EDGE_PER_DEVIATION = 2;
const FARTHEST_EDGE = 0.15;

type Limits = Policy['gazeOffScreen'];
type Known = { baseline: Baseline | null; calibration: GazeCalibration | null };

/**
 * The eyes alone off the screen's side, the head near its baseline. By the candidate's own calibration where there is one, else
 * by the offset from the candidate's neutral gaze. Up and down nothing is claimed.
 */
export function gazeOffScreen(
  face: FaceObservation | null,
  { baseline, calibration }: Known,
  limits: Limits,
): Evidence {
  const features = face && gazeFeaturesOf(face);
  if (!features || !baseline) return 'unknown';
  const yawDeg = features.yawDeg - baseline.yawDeg.median;
  const pitchDeg = features.pitchDeg - baseline.pitchDeg.median;
  if (Math.abs(yawDeg) > limits.headYawDeg || Math.abs(pitchDeg) > limits.headPitchDeg) return 'unknown';
  return (
    (calibration && byCalibration(features, calibration)) ??
    byOffset(features.gazeX, yawDeg, baseline, limits)
  );
}

function byCalibration(features: GazeFeatures, calibration: GazeCalibration): Evidence | null {
  const column = screenRegion(features, calibration)?.column;
  if (!column || !calibration.used || !calibration.x.used) return null;
  // The screen's x goes from the candidate's left to the candidate's right.
  const direction: LookDirection = placeOf(calibration.x.map, features) > 0.5 ? 'right' : 'left';
  return { confidence: column.offScreen, direction };
}

function byOffset(gazeX: number, yawDeg: number, baseline: Baseline, limits: Limits): Evidence {
  if (!baseline.gazeX) return 'unknown';
  const { deviation, median } = baseline.gazeX;
  const offset = gazeX - median;
  // Who reads from edge to edge goes further than who looks at one window; who looks aside goes further than both.
  const edge = Math.max(limits.offset, Math.min(FARTHEST_EDGE, EDGE_PER_DEVIATION * deviation));
  const counter = Math.sign(offset) === Math.sign(yawDeg) ? 0 : COUNTER_PER_DEG * Math.abs(yawDeg);
  const beyond = Math.abs(offset) - counter - edge;
  const confidence = Math.min(1, Math.max(0, 0.5 + (0.5 * beyond) / CERTAIN_AFTER));
  // To the picture's left, which is the candidate's own right, is positive.
  return { confidence, direction: offset > 0 ? 'right' : 'left' };
}
