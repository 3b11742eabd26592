import type { Challenge, Cue } from '@invigil/contract';

/** An outcome goes the way of all events; after this much more, ms, it is called late. */
const LATE_MS = 10_000;

/** How far a check has come, as this page did it. */
export type Asking =
  | { step: 'idle' }
  | { step: 'sending'; cue: Cue }
  | { step: 'asked'; cue: Cue; id: string; until: number }
  /** `reason`: the hub's words; null where it gave no answer. */
  | { step: 'refused'; reason: string | null };

/** What is shown of it. */
export type Shown =
  | { step: 'idle' }
  | { step: 'sending'; cue: Cue }
  | { step: 'watching'; cue: Cue; leftMs: number }
  | { step: 'over' }
  | { step: 'silent' }
  | { step: 'judged'; challenge: Challenge }
  | { step: 'refused'; reason: string | null };

/** What is to be shown now. @param now the hub's time, ms */
export function shownOf(asking: Asking, challenges: readonly Challenge[], now: number): Shown {
  if (asking.step !== 'asked') return asking;
  const challenge = challenges.find(({ id }) => id === asking.id);
  if (challenge) return { step: 'judged', challenge };
  const leftMs = asking.until - now;
  if (leftMs > 0) return { step: 'watching', cue: asking.cue, leftMs };
  return { step: leftMs > -LATE_MS ? 'over' : 'silent' };
}

/** Whether another cue would only disturb. */
export function isBusy({ step }: Shown): boolean {
  return step === 'sending' || step === 'watching' || step === 'over';
}
