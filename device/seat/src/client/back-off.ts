const FIRST_MS = 300;
const LONGEST_MS = 4000;

/**
 * How long to wait before the next try, in ms: doubled each time, a random half of it taken away at most. The daemon is on the same
 * machine: it is worth asking often.
 * @param attempt tries that failed since the last success, from 0
 * @param random a number in [0, 1)
 */
export function backOffMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 8));
  return Math.round(full * (1 - random / 2));
}
