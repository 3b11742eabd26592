import { type Spread, spreadOf } from '../median.js';

/** One reading a second counts, however many frames there are … */
const EVERY_MS = 1000;
/** … for three minutes: what is usual for a candidate, and not the last look. */
const KEPT = 180;
/** What it begins with counts as much as this many readings, so that a glance in the first seconds does not move it. */
const FIRST_COUNTS = 30;
/** New readings before the median is taken anew: it moves slowly, and sorting takes time. */
const ANEW_AFTER = 5;

/** How far a median may walk from where it stood: in its first minutes, and from then on. */
type Walk = { first: number; later: number };

/**
 * Median and deviation of one measure over the last three minutes. Nobody can walk it away: in its first minutes it stays near
 * where it began, and then near what those minutes made of it.
 */
export class RunningSpread {
  readonly #walk: Walk;
  #values: number[];
  #fresh = 0;
  #readMs = -Infinity;
  #anchor: number;
  #isSettled = false;
  #current: Spread;

  /** @param first readings to begin with, one or more, at any rate */
  constructor(first: readonly number[], walk: Walk) {
    this.#walk = walk;
    this.#values = Array.from(
      { length: FIRST_COUNTS },
      (_, index) => first[Math.floor((index * first.length) / FIRST_COUNTS)] ?? NaN,
    );
    this.#current = spreadOf(first);
    this.#anchor = this.#current.median;
  }

  get current(): Spread {
    return this.#current;
  }

  /** Takes the reading of a calm moment. */
  add(value: number, elapsedMs: number): void {
    if (elapsedMs - this.#readMs < EVERY_MS) return;
    this.#readMs = elapsedMs;
    this.#values.push(value);
    if (this.#values.length > KEPT) this.#values.shift();
    this.#fresh += 1;
    if (this.#fresh < ANEW_AFTER) return;
    this.#fresh = 0;
    this.#current = this.#bounded(spreadOf(this.#values));
    if (this.#isSettled || this.#values.length < KEPT) return;
    this.#isSettled = true;
    this.#anchor = this.#current.median;
  }

  #bounded({ deviation, median }: Spread): Spread {
    const most = this.#isSettled ? this.#walk.later : this.#walk.first;
    return { median: Math.min(this.#anchor + most, Math.max(this.#anchor - most, median)), deviation };
  }
}
