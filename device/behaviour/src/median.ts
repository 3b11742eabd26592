/** The middle value, or the mean of the two middle ones. NaN of an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}

/** Median distance to the median: a spread that a few outliers don't move. */
export function medianDeviation(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle)));
}

/** The median of one measure over some readings of several. */
export function medianOf<Name extends string>(
  readings: readonly Readonly<Record<Name, number>>[],
  name: Name,
): number {
  return median(readings.map((values) => values[name]));
}
