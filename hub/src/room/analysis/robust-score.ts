import { spreadOf } from '@invigil/behaviour';
import type { Measure } from '@invigil/contract';

/** Median deviation of a normal distribution times this is its standard deviation. */
const DEVIATIONS = 1.4826;

/**
 * The least difference of two windows that tells anything, in the unit of the measure: where others are all alike, by chance or because
 * nothing happened, less than this is not far from them. For looks it is one in a window.
 */
const LEAST: Readonly<Record<Measure, number>> = {
  'looks-left': 1 / 3,
  'looks-right': 1 / 3,
  'looks-up': 1 / 3,
  'looks-down': 1 / 3,
  'longest-look': 1,
  'time-away': 1,
  blinks: 2,
  'eyes-closed': 1,
  speaking: 2,
};

/** How far a value lies from the median of others, in robust standard deviations. */
export function robustScore(
  measure: Measure,
  value: number,
  others: readonly number[],
): { median: number; z: number } {
  const { deviation, median } = spreadOf(others);
  return { median, z: (value - median) / Math.max(LEAST[measure], DEVIATIONS * deviation) };
}
