import { solvePositiveDefinite } from './solve-positive-definite.js';

/** One observation of a regression. Weights count only against each other. */
export type RidgeRow = { values: readonly number[]; target: number; weight: number };

/**
 * Ridge regression in closed form, pulled toward slopes believed beforehand instead of toward zero: the minimum of
 * mean((target − intercept − b·values)²) + λ·Σ((b − prior) · unit)². The intercept is free. Each value is measured in its
 * own `unit`, the step of it that matters as much as one step of another, so λ means the same for degrees and for shares.
 * @param prior slopes believed beforehand, and for each the unit of its value
 */
export function fitRidge(
  rows: readonly RidgeRow[],
  prior: readonly { slope: number; unit: number }[],
  lambda: number,
): { intercept: number; slopes: number[] } {
  const total = sumOf(rows, () => 1);
  const meanTarget = sumOf(rows, ({ target }) => target) / total;
  const means = prior.map((_, j) => sumOf(rows, ({ values }) => values[j] ?? NaN) / total);
  /** A value from its mean, in its unit. */
  const standard = (values: readonly number[], j: number) =>
    ((values[j] ?? NaN) - (means[j] ?? NaN)) / (prior[j]?.unit ?? NaN);

  const covariance = prior.map((_, i) =>
    prior.map(
      (_, j) =>
        sumOf(rows, ({ values }) => standard(values, i) * standard(values, j)) / total +
        (i === j ? lambda : 0),
    ),
  );
  const moments = prior.map(
    ({ slope, unit }, i) =>
      sumOf(rows, ({ target, values }) => standard(values, i) * (target - meanTarget)) / total +
      lambda * slope * unit,
  );
  const inUnits = solvePositiveDefinite(covariance, moments);
  const slopes = prior.map(({ unit }, j) => (inUnits[j] ?? NaN) / unit);
  const intercept = slopes.reduce((rest, slope, j) => rest - slope * (means[j] ?? NaN), meanTarget);
  return { intercept, slopes };
}

function sumOf(rows: readonly RidgeRow[], value: (row: RidgeRow) => number): number {
  return rows.reduce((sum, row) => sum + row.weight * value(row), 0);
}
