import type { Evidence } from '../evidence.js';
import type { MinuteTally } from './minute-tally.js';
import { LONGEST_GAP_MS } from './stays.js';

/**
 * Blinks are counted only between readings this close, ms: 8 a second and more. Lids are down for 100–200 ms of a blink, so that of
 * the shortest ones some fall between two readings even then.
 */
const BLINK_GAP_MS = 125;
/** What lasts longer is no blink, ms. */
const LONGEST_BLINK_MS = 500;

/** Eyes that close and open: blinks, and what lasts longer. A change is taken to be half-way between two readings. */
export class Lids {
  #last: { isClosed: boolean; elapsedMs: number } | null = null;
  #closed: { sinceMs: number; countedToMs: number; fromOpen: boolean } | null = null;

  /** @param evidence of `eyes-closed` */
  read(evidence: Evidence, elapsedMs: number, tally: MinuteTally): void {
    if (evidence === 'unknown') return;
    const isClosed = evidence.confidence >= 0.5;
    const last = this.#last;
    this.#last = { isClosed, elapsedMs };
    const gapMs = last ? elapsedMs - last.elapsedMs : Infinity;
    if (!last || gapMs >= LONGEST_GAP_MS) {
      this.#closed = isClosed ? { sinceMs: elapsedMs, countedToMs: elapsedMs, fromOpen: false } : null;
      return;
    }
    tally.eyesWatchedMs += gapMs;
    const isDense = gapMs <= BLINK_GAP_MS;
    if (isDense) tally.blinksWatchedMs += gapMs;
    const edgeMs = last.isClosed === isClosed ? elapsedMs : elapsedMs - gapMs / 2;
    if (this.#closed) this.#goOn(edgeMs, isDense, !isClosed, tally);
    if (!isClosed) this.#closed = null;
    else this.#closed ??= { sinceMs: edgeMs, countedToMs: edgeMs, fromOpen: isDense };
  }

  #goOn(untilMs: number, isDense: boolean, opens: boolean, tally: MinuteTally): void {
    const closed = this.#closed;
    if (!closed) return;
    if (!isDense) closed.fromOpen = false;
    if (untilMs - closed.sinceMs > LONGEST_BLINK_MS) {
      tally.eyesClosedMs += untilMs - closed.countedToMs;
      closed.countedToMs = untilMs;
    } else if (opens && closed.fromOpen) tally.blinks += 1;
  }
}
