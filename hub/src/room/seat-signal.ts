import type { Signal } from '@invigil/contract';

/** A signal, whose it is, and how it came. */
export type SeatSignal = {
  /** Name of the seat within its room. */
  seat: string;
  signal: Signal;
  /** All of it was told late, after an outage. */
  hist: boolean;
};

/** One of the signals on which a finding rests. */
export type BasisEntry = NonNullable<Signal['basis']>[number];

/** As many as a finding may name. */
const MOST_NAMED = 64;

/** Rising by start; of two that began together, by id. */
export function inOrder(signals: readonly SeatSignal[]): SeatSignal[] {
  return signals.toSorted(
    ({ signal: a }, { signal: b }) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1),
  );
}

export function basisOf({ seat, signal }: SeatSignal): BasisEntry {
  return { seat, signalId: signal.id };
}

/** The first, which gives a finding its name, and the newest of the others where there are too many. */
export function named(basis: readonly BasisEntry[]): BasisEntry[] {
  return basis.length <= MOST_NAMED ? [...basis] : [...basis.slice(0, 1), ...basis.slice(1 - MOST_NAMED)];
}
