import type { Measure, MinuteAnalysis } from '@invigil/contract';

const MINUTE_MS = 60_000;

/**
 * A measure over some minutes, in its unit (see `Measure`).
 * @param leastMs less watched time than this tells nothing
 * @returns null where it could not be told for long enough
 */
export function measureValue(
  measure: Measure,
  minutes: readonly MinuteAnalysis[],
  leastMs: number,
): number | null {
  const { amount, watchedMs } = sumOf(measure, minutes);
  if (watchedMs < leastMs) return null;
  return measure === 'longest-look' ? longestOf(minutes) : (amount * MINUTE_MS) / watchedMs;
}

/** How much, and in how much time it could be seen. */
function sumOf(measure: Measure, minutes: readonly MinuteAnalysis[]): { amount: number; watchedMs: number } {
  const sum = (of: (minute: MinuteAnalysis) => number) =>
    minutes.reduce((total, minute) => total + of(minute), 0);
  const watchedMs = sum((minute) => minute.watchedMs);
  switch (measure) {
    case 'looks-left':
      return { amount: sum(({ looks }) => looks.left.count), watchedMs };
    case 'looks-right':
      return { amount: sum(({ looks }) => looks.right.count), watchedMs };
    case 'looks-up':
      return { amount: sum(({ looks }) => looks.up.count), watchedMs };
    case 'looks-down':
      return { amount: sum(({ looks }) => looks.down.count), watchedMs };
    case 'longest-look':
      return { amount: 0, watchedMs };
    case 'time-away':
      return { amount: sum((minute) => awayMs(minute) / 1000), watchedMs };
    case 'blinks':
      return {
        amount: sum(({ blinks }) => blinks?.count ?? 0),
        watchedMs: sum(({ blinks }) => blinks?.watchedMs ?? 0),
      };
    case 'eyes-closed':
      return {
        amount: sum(({ eyes }) => eyes.closedMs / 1000),
        watchedMs: sum(({ eyes }) => eyes.watchedMs),
      };
    case 'speaking':
      return {
        amount: sum(({ mouth }) => mouth.speakingMs / 1000),
        watchedMs: sum(({ mouth }) => mouth.watchedMs),
      };
  }
}

function awayMs({ looks }: MinuteAnalysis): number {
  return Object.values(looks).reduce((total, { totalMs }) => total + totalMs, 0);
}

/** Seconds. */
function longestOf(minutes: readonly MinuteAnalysis[]): number {
  return Math.max(
    0,
    ...minutes.flatMap(({ looks }) => Object.values(looks).map(({ longestMs }) => longestMs / 1000)),
  );
}
