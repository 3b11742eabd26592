import type { Evidence } from '../evidence.js';
import type { MinuteTally } from './minute-tally.js';
import { LONGEST_GAP_MS } from './stays.js';

/** How long a mouth moves in the rhythm of speech. The evidence looks back over some seconds: less than that is not told. */
export class Speech {
  #lastMs = -Infinity;

  /** @param evidence of `speaking` */
  read(evidence: Evidence, elapsedMs: number, tally: MinuteTally): void {
    if (evidence === 'unknown') return;
    const stepMs = elapsedMs - this.#lastMs;
    this.#lastMs = elapsedMs;
    if (stepMs >= LONGEST_GAP_MS) return;
    tally.mouthWatchedMs += stepMs;
    if (evidence.confidence >= 0.5) tally.speakingMs += stepMs;
  }
}
