import type { ChallengePending, Cue, SeatView } from '@invigil/contract';
import type { PlannedSeat } from '../lib/room-plan.js';

/** What a seat may take beyond the time of a cue until its outcome is here, ms: the same as its events may wait for a lost link. */
const GRACE_MS = 10_000;

type CuesDeps = {
  stateOf: (key: string) => SeatView['state'] | undefined;
  giveCue: (seat: PlannedSeat, issuer: string, cue: Cue) => ChallengePending;
  clock: { now(): number };
};

/** Gives cues to candidates, one at a time at each seat. */
export class Cues {
  readonly #deps: CuesDeps;
  readonly #pending = new Map<string, ChallengePending>();

  constructor(deps: CuesDeps) {
    this.#deps = deps;
  }

  /** Gives a cue. `seat-not-online`: nobody would watch; `busy`: another cue is being answered there. */
  give(seat: PlannedSeat, issuer: string, cue: Cue): ChallengePending | 'seat-not-online' | 'busy' {
    const { clock, giveCue, stateOf } = this.#deps;
    if (stateOf(seat.key) !== 'online') return 'seat-not-online';
    const before = this.#pending.get(seat.key);
    if (before !== undefined && clock.now() < before.until + GRACE_MS) return 'busy';
    const pending = giveCue(seat, issuer, cue);
    this.#pending.set(seat.key, pending);
    return pending;
  }

  /** The outcome of a cue is here: the seat is free for another. */
  judged(key: string, { id }: { id: string }): void {
    if (this.#pending.get(key)?.id === id) this.#pending.delete(key);
  }
}
