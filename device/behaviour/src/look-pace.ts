import type { Moment } from './timeline.js';

/** So many looks tell how often the object net looks. */
const LOOKS = 6;
/** However seldom it looks, older looks say nothing of now, ms. */
const LONGEST_HOLD_MS = 6000;
const LONGEST_WINDOW_MS = 15_000;

/** When the object net looked last, and how often it does: rarer looks must speak for longer. */
export class LookPace {
  readonly #leastHoldMs: number;
  #looks: number[] = [];

  /** @param leastHoldMs how long a look speaks for the frames after it at least, ms */
  constructor(leastHoldMs: number) {
    this.#leastHoldMs = leastHoldMs;
  }

  /** Notes a look. */
  look({ elapsedMs }: Moment): void {
    this.#looks.push(elapsedMs);
    if (this.#looks.length > LOOKS) this.#looks.shift();
  }

  /** How long a look speaks for the frames after it, ms: two of the usual gaps. */
  get holdMs(): number {
    const [first] = this.#looks;
    const last = this.#looks.at(-1);
    if (first === undefined || last === undefined || this.#looks.length < 2) return this.#leastHoldMs;
    const gapMs = (last - first) / (this.#looks.length - 1);
    return Math.min(LONGEST_HOLD_MS, Math.max(this.#leastHoldMs, 2 * gapMs));
  }

  /** Whether the last look still speaks for now. */
  holds({ elapsedMs }: Moment): boolean {
    const last = this.#looks.at(-1);
    return last !== undefined && elapsedMs - last <= this.holdMs;
  }

  /** How far back one must go for so many looks, ms, but never further than is of any use. */
  windowMs(looks: number, { elapsedMs }: Moment): number {
    const first = this.#looks.at(-looks) ?? this.#looks[0] ?? elapsedMs;
    return Math.min(LONGEST_WINDOW_MS, elapsedMs - first);
  }
}
