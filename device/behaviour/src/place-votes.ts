import { centreDistance } from './boxes.js';
import type { Evidence } from './evidence.js';
import { LookPace } from './look-pace.js';
import type { Box, ObjectObservation } from './observation.js';
import type { Moment } from './timeline.js';

const WINDOW_MS = 3000;
/** Without a look of the object net for this long nothing is known, unless it looks more seldom. */
const LOOK_HOLDS_MS = 2000;
const LEAST_HITS = 2;
/** Of so many looks for each hit that is needed, however long they take. */
const LOOKS_FOR_A_HIT = 2;
/** Two hits are at one place when their centres are no further apart than this many widths or heights of theirs. */
const NEAR = 1.5;

type VoteOptions = {
  /** Highest confidence that votes can reach, 0–1. */
  cap: number;
  /** How far back votes count, ms; further where the object net looks seldom. */
  windowMs?: number;
  /** Looks that must agree. */
  leastHits?: number;
};
type Hit = { moment: Moment; box: Box; score: number };

/**
 * Small objects are found now and then, and so are their mimics. What counts is that looks of the object net within
 * the last seconds agree on one place: two or more speak for it, none speaks against it, and a single one says nothing.
 */
export class PlaceVotes {
  readonly #options: Required<VoteOptions>;
  readonly #pace = new LookPace(LOOK_HOLDS_MS);
  #hits: Hit[] = [];

  constructor(options: VoteOptions) {
    this.#options = { windowMs: WINDOW_MS, leastHits: LEAST_HITS, ...options };
  }

  /** Takes what one look of the object net found. */
  look(found: readonly ObjectObservation[], moment: Moment): void {
    this.#pace.look(moment);
    for (const { box, score } of found) this.#hits.push({ moment, box, score });
  }

  /** What the votes of the window say. */
  verdict(now: Moment): Evidence {
    const { leastHits } = this.#options;
    if (!this.#pace.holds(now)) return 'unknown';
    if (this.#hits.length === 0) return { confidence: 0 };
    const windowMs = Math.max(this.#options.windowMs, this.#pace.windowMs(LOOKS_FOR_A_HIT * leastHits, now));
    this.#hits = this.#hits.filter((hit) => now.elapsedMs - hit.moment.elapsedMs <= windowMs);
    if (this.#hits.length === 0) return { confidence: 0 };
    const votes = this.#votesOfBestPlace();
    const first = votes[0];
    const last = votes.at(-1);
    if (!first || !last || votes.length < leastHits) return 'unknown';
    return { confidence: this.#agreement(votes), first: first.moment, last: last.moment };
  }

  /** The largest group of looks that agree with one hit, oldest first: the newest group among equals. */
  #votesOfBestPlace(): Hit[] {
    let best: Hit[] = [];
    for (const centre of this.#hits) {
      const looks = new Map<number, Hit>();
      for (const hit of this.#hits.filter((other) => isNear(centre.box, other.box))) {
        const same = looks.get(hit.moment.elapsedMs);
        if (!same || same.score < hit.score) looks.set(hit.moment.elapsedMs, hit);
      }
      if (looks.size >= best.length) best = [...looks.values()];
    }
    return best;
  }

  /** The best three votes as if they were independent, which they are not: hence the cap. */
  #agreement(votes: Hit[]): number {
    const best = votes.map((vote) => vote.score).sort((a, b) => b - a);
    const doubt = best.slice(0, 3).reduce((product, score) => product * (1 - score), 1);
    return Math.min(this.#options.cap, 1 - doubt);
  }
}

function isNear(a: Box, b: Box): boolean {
  return centreDistance(a, b) <= NEAR * Math.max(a.width, a.height, b.width, b.height);
}
