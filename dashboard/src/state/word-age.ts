import type { SeatView } from '@invigil/contract';

/** How long ago a seat said its last word. `seconds`: whole, and from a minute on whole minutes of them. */
export type WordAge = { step: 'amber' | 'orange' | 'red'; seconds: number };

/** From when on a seat's silence is shown, s. Seats speak every 5 s. */
const STEPS = [
  ['red', 15],
  ['orange', 10],
  ['amber', 5],
] as const;
/** A word takes this long to come at most while all is well, ms: without it each seat would flicker just before its next one. */
const GRACE_MS = 500;

/** How long a seat has been silent; null: it spoke just now, or nobody waits for it. @param now on the hub's clock, ms */
export function wordAge(
  { heardAt, state }: Pick<SeatView, 'heardAt' | 'state'>,
  now: number,
): WordAge | null {
  if (heardAt === null || (state !== 'online' && state !== 'lost')) return null;
  const ms = now - heardAt;
  const step = STEPS.find(([, from]) => ms >= from * 1000 + GRACE_MS)?.[0];
  if (step === undefined) return null;
  const seconds = Math.floor(ms / 1000);
  return { step, seconds: seconds < 60 ? seconds : Math.floor(seconds / 60) * 60 };
}

/** Whether two are drawn alike. */
export function isSameAge(a: WordAge | null, b: WordAge | null): boolean {
  return a?.step === b?.step && a?.seconds === b?.seconds;
}
