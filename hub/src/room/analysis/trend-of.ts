import { median } from '@invigil/behaviour';
import type { MeasureTrend } from '@invigil/contract';
import { WINDOW_MS } from './windows.js';

const LEAST_WINDOWS = 5;
const TEN_MINUTES_MS = 600_000;

/**
 * How a measure goes over its windows: the median of the slopes between all pairs of them (Sen, Estimates of the regression coefficient
 * based on Kendall's tau, 1968), which a few odd windows don't bend, and how rarely chance alone orders them so (Mann and Kendall's test
 * with the variance for ties, as in Gilbert, Statistical Methods for Environmental Pollution Monitoring, 1987, 16.4).
 * @param windows oldest first; null: not told. @returns null of too few
 */
export function trendOf(windows: readonly (number | null)[]): MeasureTrend | null {
  const points = windows.flatMap((value, index) => (value === null ? [] : [{ index, value }]));
  if (points.length < LEAST_WINDOWS) return null;
  const slopes: number[] = [];
  let order = 0;
  for (const [i, later] of points.entries()) {
    for (const earlier of points.slice(0, i)) {
      slopes.push((later.value - earlier.value) / (later.index - earlier.index));
      order += Math.sign(later.value - earlier.value);
    }
  }
  const perTenMinutes = (median(slopes) * TEN_MINUTES_MS) / WINDOW_MS;
  return { perTenMinutes, z: standardised(order, points), windows: points.length };
}

/** The test's statistic in standard deviations, with the correction for steps of one. */
function standardised(order: number, points: readonly { value: number }[]): number {
  const ties = new Map<number, number>();
  for (const { value } of points) ties.set(value, (ties.get(value) ?? 0) + 1);
  const term = (n: number) => n * (n - 1) * (2 * n + 5);
  const tied = [...ties.values()].reduce((sum, count) => sum + term(count), 0);
  const variance = (term(points.length) - tied) / 18;
  return variance > 0 ? (order - Math.sign(order)) / Math.sqrt(variance) : 0;
}
