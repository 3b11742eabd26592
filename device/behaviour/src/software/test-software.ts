import { Policy, type SoftwareReport } from '@invigil/contract';
import { Judge } from '../judge.js';
import type { BehaviourStep, SignalChange } from '../behaviour.js';

const BOOT = '0123456789abcdef';
/** When these seats begin. */
const START = 1_795_000_000_000;

/** A moment in a script: what a part of the software tells, so long after the start. */
export type Told = { ms: number; report: Unplaced };
type Unplaced = SoftwareReport extends infer One
  ? One extends SoftwareReport
    ? Omit<One, 'at'>
    : never
  : never;

/** A seat without a camera that is told things, and looks twice a second. */
export function seatWithout(policy: Parameters<typeof Policy.parse>[0] = {}): Judge {
  return new Judge({ boot: BOOT, policy: blind(policy) });
}

/** A policy of a seat that opens no camera. */
export function blind(policy: unknown): Policy {
  return { ...Policy.parse(policy), camera: { enabled: false } };
}

/** Plays a script to its end, told in its order, and gives each step. */
export function playTold(judge: Judge, forMs: number, script: readonly Told[], fromMs = 0): BehaviourStep[] {
  const waiting = [...script];
  const steps: BehaviourStep[] = [];
  for (let ms = fromMs; ms <= forMs; ms += 500) {
    while (waiting[0] !== undefined && waiting[0].ms <= ms) {
      const { ms: at, report } = waiting[0];
      judge.tell({ ...report, at: START + at });
      waiting.shift();
    }
    steps.push(judge.observe({ type: 'no-frame', capturedAt: START + ms }));
  }
  return steps;
}

/** What opened and closed, in ms after the start. */
export function told(steps: readonly BehaviourStep[]) {
  return steps.flatMap(({ at, changes }) => changes.map((change) => brief(change, at)));
}

function brief({ signal, type }: SignalChange, at: number) {
  const { detail, endedAt, kind, source, startedAt } = signal;
  return {
    type,
    source,
    kind,
    at: at - START,
    from: startedAt - START,
    to: endedAt === null ? null : endedAt - START,
    ...(detail && { detail }),
  };
}
