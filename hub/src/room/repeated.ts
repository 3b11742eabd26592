/** How often something must happen, and within which time, ms. */
export type Repetition = { least: number; withinMs: number };

/**
 * Those happenings that repeat: runs of at least `least` that begin within `withinMs` of their first. What comes later
 * begins a run of its own, so that a run never lasts much longer than `withinMs`. @param happenings rising by start
 */
export function repeated<T extends { from: number }>(
  happenings: readonly T[],
  { least, withinMs }: Repetition,
): T[][] {
  const runs: T[][] = [];
  let start = 0;
  while (start < happenings.length) {
    const first = happenings[start];
    const run = happenings.slice(start).filter(({ from }) => from <= (first?.from ?? 0) + withinMs);
    if (run.length >= least) runs.push(run);
    start += run.length >= least ? run.length : 1;
  }
  return runs;
}
