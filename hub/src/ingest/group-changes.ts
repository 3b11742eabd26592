import type { Signal } from '@invigil/contract';
import type { PlannedSeat } from '../lib/room-plan.js';
import type { ToldRisk } from '../store/events.js';

/** What one transaction changed at a seat. */
export type SeatChanges = {
  seat: PlannedSeat;
  /** Signals that are new or have changed, by id, as they came last. */
  signals: Map<string, { signal: Signal; hist: boolean }>;
  /** Findings that no longer hold, by id, with the incident that each was part of. */
  dropped: Map<string, string | null>;
  /** Signals that count for less now, by id. */
  lowered: Set<string>;
  /** Incidents whose pictures became more, or of which a signal counts for less. */
  touched: Set<string>;
  /** Sessions of which something came; undefined: any that it ever told. */
  doubted: Set<string | undefined>;
  /** Times at which a risk on alert is shown. */
  alerts: number[];
  /** What the present boot told of its risk, newer than all before, in its order. */
  risks: (ToldRisk & { boot: string; hist: boolean })[];
  /** The boot that is the seat's present one; undefined: it was not asked for yet. */
  boot: string | null | undefined;
  /** The room's part in the risk has changed. */
  roomPart: boolean;
  /** Time has passed over it. */
  fading: boolean;
};

/** Gathers what the messages of one transaction change, so that it is settled once, at its end. */
export class GroupChanges {
  readonly #seats = new Map<string, SeatChanges>();

  of(seat: PlannedSeat): SeatChanges {
    const known = this.#seats.get(seat.key);
    if (known !== undefined) return known;
    const fresh: SeatChanges = {
      seat,
      signals: new Map(),
      dropped: new Map(),
      lowered: new Set(),
      touched: new Set(),
      doubted: new Set(),
      alerts: [],
      risks: [],
      boot: undefined,
      roomPart: false,
      fading: false,
    };
    this.#seats.set(seat.key, fresh);
    return fresh;
  }

  all(): SeatChanges[] {
    return [...this.#seats.values()];
  }
}
