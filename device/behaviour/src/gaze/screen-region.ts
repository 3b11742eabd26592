import type { AxisCalibration } from './calibrate-axis.js';
import type { GazeCalibration } from './calibrate-gaze.js';
import type { GazeFeatures } from './gaze-features.js';
import { normalBelow } from './normal-distribution.js';
import { placeOf } from './screen-map.js';

/** Thirds of the screen from left to right, as the candidate sees it. */
export type ScreenColumn = 'left' | 'middle' | 'right';
/** Thirds of the screen from top to bottom. */
export type ScreenRow = 'top' | 'middle' | 'bottom';

/** Which third of an axis is looked at. */
export type Looked<Third extends string> = {
  /** The likeliest. */
  third: Third | 'off-screen';
  /** How likely that one is, 0–1, by the calibration's own error. */
  probability: number;
  /** How likely it is that the eyes are beyond either edge, 0–1. */
  offScreen: number;
};

/** Where somebody looks; null for an axis that the calibration does not know. */
export type ScreenRegion = { column: Looked<ScreenColumn> | null; row: Looked<ScreenRow> | null };

/**
 * A head further than this from where it calibrated is not read, degrees: half a screen. A head turned by 20° moves the irises
 * by 0.10–0.15 in one film and by 0.04 in another, so nobody knows how both add up there. That is `looking-away`'s to judge.
 */
const LARGEST_TURN_DEG = 20;

/** The part of the screen that is looked at; null where the calibration can't tell. */
export function screenRegion(features: GazeFeatures, calibration: GazeCalibration): ScreenRegion | null {
  if (!calibration.used) return null;
  const { neutral, x, y } = calibration;
  const turnDeg = Math.max(
    Math.abs(features.yawDeg - neutral.yawDeg),
    Math.abs(features.pitchDeg - neutral.pitchDeg),
  );
  if (!(turnDeg <= LARGEST_TURN_DEG)) return null;
  return {
    column: lookedAt(features, x, ['left', 'middle', 'right']),
    row: lookedAt(features, y, ['top', 'middle', 'bottom']),
  };
}

function lookedAt<Third extends string>(
  features: GazeFeatures,
  axis: AxisCalibration,
  [first, middle, last]: readonly [Third, Third, Third],
): Looked<Third> | null {
  if (!axis.used) return null;
  const place = placeOf(axis.map, features);
  const below = (edge: number) => normalBelow(edge, place, axis.errorShare);
  const offScreen = below(0) + 1 - below(1);
  const likely: { third: Third | 'off-screen'; probability: number }[] = [
    { third: middle, probability: below(2 / 3) - below(1 / 3) },
    { third: first, probability: below(1 / 3) - below(0) },
    { third: last, probability: below(1) - below(2 / 3) },
    { third: 'off-screen', probability: offScreen },
  ];
  const best = likely.reduce((a, b) => (b.probability > a.probability ? b : a));
  return { ...best, offScreen };
}
