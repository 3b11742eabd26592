const FIRST_MS = 500;
const LONGEST_MS = 8000;

/**
 * How long to wait before the next try, in ms: doubled each time up to 8 s, a random half of it taken away at most,
 * so that the pages of a centre don't all come back in the same moment.
 * @param attempt tries that failed since the last success, from 0
 * @param random a number in [0, 1)
 */
export function backOffMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(full * (1 - random / 2));
}
