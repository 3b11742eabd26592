import { type Incident, type Severity, type Signal, isCoverage, isStanding } from '@invigil/contract';

/** A signal as the store keeps it. */
export type KeptSignal = {
  signal: Signal;
  /** Everything about it was told late, after an outage. */
  hist: boolean;
};

/** Signals that belong together: an incident without its evidence. */
export type SignalGroup = {
  id: string;
  class: Incident['class'];
  startedAt: number;
  endedAt: number | null;
  /** Oldest first. */
  signals: Signal[];
  hist: boolean;
};

/**
 * Puts signals of one seat and one class into groups: what overlaps, or follows within `gapMs`, belongs together.
 * The result does not depend on the order in which the signals came in, so a late one joins where it would have.
 */
export function mergeSignals(kept: readonly KeptSignal[], gapMs: number): SignalGroup[] {
  const runs: KeptSignal[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const one of kept.toSorted((a, b) => a.signal.startedAt - b.signal.startedAt)) {
    const run = runs.at(-1);
    if (run === undefined || one.signal.startedAt - reach > gapMs) runs.push([one]);
    else run.push(one);
    reach = Math.max(reach, reachOf(one.signal) ?? Number.POSITIVE_INFINITY);
  }
  return runs.map(groupOf);
}

/** How far a signal holds its incident open: null while it lasts. What may stand there to the end does so only as it comes. */
export function reachOf({ endedAt, kind, openedAt }: Signal): number | null {
  return isStanding(kind) ? openedAt : endedAt;
}

function groupOf(run: readonly KeptSignal[]): SignalGroup {
  // The one that was opened first gives the name: it was told first, so the name stays when a signal with a
  // longer onset turns out to have begun before it.
  const signals = run.map((one) => one.signal).toSorted(byOpening);
  const first = signals[0];
  if (first === undefined) throw new RangeError('a group has at least one signal');
  const ends = signals.map(reachOf);
  const endedAt = ends.reduce((latest, end) =>
    latest === null || end === null ? null : Math.max(latest, end),
  );
  return {
    id: first.id,
    class: isCoverage(first.kind) ? 'coverage' : 'conduct',
    startedAt: Math.min(...signals.map((signal) => signal.startedAt)),
    endedAt,
    signals,
    // What still lasts is no history, even when its beginning was told late.
    hist: endedAt !== null && run.every((one) => one.hist),
  };
}

function byOpening(a: Signal, b: Signal): number {
  return a.openedAt - b.openedAt || a.id.localeCompare(b.id, 'en', { numeric: true });
}

/**
 * How much a group asks for a look. `alertReached`: the seat's risk was on alert while it lasted, or one of the
 * incidents that it goes on with has been an alert already: severity rises in place and never falls.
 */
export function severityOf(group: Pick<SignalGroup, 'class' | 'signals'>, alertReached: boolean): Severity {
  if (group.class === 'coverage') return 'blind';
  return alertReached || group.signals.some(asksForALookNow) ? 'alert' : 'watch';
}

function asksForALookNow(signal: Signal): boolean {
  return signal.kind === 'phone' || signal.kind === 'extra-person';
}
