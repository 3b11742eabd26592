/** A figure at a time, min. */
export type At = { minute: number; value: number };

/** What is left of a series after its first third, in which caches fill. */
export function settled<T>(series: readonly T[]): T[] {
  return series.slice(Math.ceil(series.length / 3));
}

/** The median slope of all pairs, a minute (Theil and Sen): one odd figure does not turn it. NaN of less than two. */
export function slopePerMinute(series: readonly At[]): number {
  const slopes = series
    .flatMap((a, i) => series.slice(i + 1).map((b) => (b.value - a.value) / (b.minute - a.minute)))
    .toSorted((a, b) => a - b);
  const middle = slopes.length / 2;
  return ((slopes[Math.ceil(middle) - 1] ?? NaN) + (slopes[Math.floor(middle)] ?? NaN)) / 2;
}
