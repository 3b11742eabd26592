import { spreadOf } from '../median.js';
import type { GazeFeatures } from './gaze-features.js';

/** A modified z-score beyond this is an outlier (Iglewicz and Hoaglin, How to Detect and Handle Outliers, 1993). */
const LARGEST_SCORE = 3.5;
/** Median deviation of a normal distribution, in standard deviations. */
const NORMAL_MAD = 0.6745;

/** The samples of one dot without blinks, glances aside and what is no number. */
export function rejectOutliers(samples: readonly GazeFeatures[]): GazeFeatures[] {
  const finite = samples.filter(
    ({ gazeX, pitchDeg, yawDeg }) =>
      Number.isFinite(yawDeg) && Number.isFinite(pitchDeg) && Number.isFinite(gazeX),
  );
  const near = [
    nearness(finite.map(({ yawDeg }) => yawDeg)),
    nearness(finite.map(({ pitchDeg }) => pitchDeg)),
    nearness(finite.map(({ gazeX }) => gazeX)),
  ] as const;
  return finite.filter(
    ({ gazeX, pitchDeg, yawDeg }) => near[0](yawDeg) && near[1](pitchDeg) && near[2](gazeX),
  );
}

/** Tells whether a value lies near the median of some values, by their own spread. */
function nearness(values: readonly number[]): (value: number) => boolean {
  const { deviation, median } = spreadOf(values);
  const reach = (LARGEST_SCORE / NORMAL_MAD) * deviation;
  return (value) => Math.abs(value - median) <= reach;
}
