import type { DwellPlace } from '@invigil/contract';
import type { MinuteTally } from './minute-tally.js';

/** Shorter is no stay, at any rate of frames: the time belongs to what was before. */
const LEAST_STAY_MS = 300;
/** And one reading alone, which may be an error, never makes one. */
const LEAST_READINGS = 2;
/** Nobody knows what happened between readings further apart than this, ms. */
export const LONGEST_GAP_MS = 1000;

type Stay = { place: DwellPlace; sinceMs: number; seenMs: number };

/**
 * Where head and eyes rest, as stays at places one after the other. Between two readings at different places the change is taken to be
 * half-way, so that the same film gives the same times at any rate of frames, but for the gap between two of them.
 */
export class Stays {
  #last: { place: DwellPlace; elapsedMs: number } | null = null;
  #stay: Stay | null = null;
  /** Somewhere else, not yet for long enough. */
  #next: { place: DwellPlace; sinceMs: number; readings: number } | null = null;

  /** Place of the last reading, as long as it still speaks for now. */
  get held(): DwellPlace | null {
    return this.#last?.place ?? null;
  }

  /** Takes the place of one reading, or null where there is none. */
  read(place: DwellPlace | null, elapsedMs: number, tally: MinuteTally): void {
    if (this.#last && elapsedMs - this.#last.elapsedMs >= LONGEST_GAP_MS) this.end(tally);
    if (!place) return;
    tally.readings += 1;
    const last = this.#last;
    if (last) tally.watchedMs += elapsedMs - last.elapsedMs;
    const edgeMs = last ? (last.elapsedMs + elapsedMs) / 2 : elapsedMs;
    if (last && last.place !== place) this.#settle(edgeMs, tally);
    if (this.#next?.place === place) this.#next.readings += 1;
    else if (this.#stay?.place === place) this.#next = null;
    else this.#next = { place, sinceMs: edgeMs, readings: 1 };
    this.#settle(elapsedMs, tally);
    this.#hold(place, elapsedMs, tally);
    this.#last = { place, elapsedMs };
  }

  /** Ends the stay with the last reading. */
  end(tally: MinuteTally): void {
    if (!this.#last) return;
    this.#settle(this.#last.elapsedMs, tally);
    if (this.#stay) leave(this.#stay, this.#last.elapsedMs, tally);
    this.#last = null;
    this.#stay = null;
    this.#next = null;
  }

  /** A stay goes on, or is over because it was left for nowhere in particular. */
  #hold(place: DwellPlace, elapsedMs: number, tally: MinuteTally): void {
    const stay = this.#stay;
    if (stay?.place === place) count(stay, elapsedMs, tally);
    else if (stay && elapsedMs - stay.seenMs >= LONGEST_GAP_MS) {
      leave(stay, stay.seenMs, tally);
      this.#stay = null;
    }
  }

  /** What was somewhere else for long enough is a stay. */
  #settle(untilMs: number, tally: MinuteTally): void {
    const next = this.#next;
    if (!next || next.readings < LEAST_READINGS || untilMs - next.sinceMs < LEAST_STAY_MS) return;
    if (this.#stay) leave(this.#stay, next.sinceMs, tally);
    this.#stay = { place: next.place, sinceMs: next.sinceMs, seenMs: next.sinceMs };
    this.#next = null;
    if (next.place !== 'screen') tally.beginLook(next.place);
    count(this.#stay, untilMs, tally);
  }
}

function leave(stay: Stay, atMs: number, tally: MinuteTally): void {
  count(stay, atMs, tally);
  tally.addStay(stay.place, atMs - stay.sinceMs);
}

function count(stay: Stay, untilMs: number, tally: MinuteTally): void {
  const stepMs = untilMs - stay.seenMs;
  stay.seenMs = untilMs;
  if (stay.place !== 'screen') tally.addLook(stay.place, stepMs, untilMs - stay.sinceMs);
}
