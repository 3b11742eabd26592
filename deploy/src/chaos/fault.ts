import type { SeatsChild } from './seats-child.js';
import type { Stage } from './stage.js';

/** How long a fault is waited for to bite, ms. */
export const BITES_WITHIN_MS = 30_000;

/** What is to be said of a fault that was tried. `gone`: events that the hub had committed and has no more. */
type Outcome = { remark: string; gone?: number };

/** One way in which things go wrong. */
export type Fault = {
  /** What is done, for people. */
  what: string;
  /** Why it can't be tried here; undefined where it can. */
  missing?: (stage: Stage) => string | undefined;
  /** Nobody tells anything from its end on until all has settled: what comes back is then seen apart from what is new. */
  settles?: true;
  /** Seats must tell on until it bites. */
  bites?: true;
  /** Does it. Resolves when the cause is gone, and recovery can begin. Throws an Error where it did not bite. */
  run: (stage: Stage) => Promise<Outcome | void>;
};

/** A third of the processes of seats, at least one. */
export function someOf({ processes, random }: Stage): SeatsChild[] {
  const from = Math.floor(random() * processes.length);
  const count = Math.ceil(processes.length / 3);
  return Array.from({ length: count }, (_, i) => processes[(from + i) % processes.length]).filter(
    (one) => one !== undefined,
  );
}
