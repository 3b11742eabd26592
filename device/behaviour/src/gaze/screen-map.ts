import type { GazeFeatures } from './gaze-features.js';

/** A direction on the screen as the candidate sees it: x from its left edge to its right, y from its top to its bottom. */
export type ScreenAxis = 'x' | 'y';

type Slopes = Readonly<Record<keyof GazeFeatures, number>>;

/** A linear map from features to one axis of the screen: 0 is its left or top edge, 1 its right or bottom one. Plain data. */
export type ScreenMap = {
  /** Share of the screen where all features are 0. */
  intercept: number;
  /** Share of the screen for each unit of a feature; 0 for one that is not used. */
  slopes: Slopes;
};

/**
 * What a usual seat would have: a screen that spans ±20° sideways and ±14° up and down, and eyes that move the iris by 0.15 of
 * the eye's width toward its edge. Up and down the eyes are not read, so the head's pitch is all there is.
 */
export const USUAL_SLOPES: Readonly<Record<ScreenAxis, Slopes>> = {
  x: { yawDeg: 1 / 40, pitchDeg: 0, gazeX: 1 / 0.3 },
  y: { yawDeg: 0, pitchDeg: -1 / 28, gazeX: 0 },
};

/** The map of somebody who has not calibrated. @param neutral features of looking at the middle of the screen */
export function usualMap(axis: ScreenAxis, neutral: GazeFeatures): ScreenMap {
  const slopes = USUAL_SLOPES[axis];
  return { intercept: 0.5 - placeOf({ intercept: 0, slopes }, neutral), slopes };
}

/** Where on its axis a map puts some features; below 0 or above 1 is beyond the screen. */
export function placeOf({ intercept, slopes }: ScreenMap, features: GazeFeatures): number {
  return (
    intercept +
    slopes.yawDeg * features.yawDeg +
    slopes.pitchDeg * features.pitchDeg +
    slopes.gazeX * features.gazeX
  );
}
