/** Eyes are closed below this share of their usual opening. */
const CLOSED_SHARE = 0.6;
/** A closing that lasts longer is no blink, ms. */
const LONGEST_MS = 500;

/** Counts short closings of the eyes. */
export class Blinks {
  readonly #closedBelow: number;
  #closedAt: number | null = null;
  #last: number | null = null;
  #times: number[] = [];

  /** @param usualOpening distance of the lids over the eye's width while they are open */
  constructor(usualOpening: number) {
    this.#closedBelow = usualOpening * CLOSED_SHARE;
  }

  /** Takes an opening of the eyes. @param at epoch ms, never falling */
  step(opening: number, at: number): void {
    if (opening < this.#closedBelow) {
      // Eyes that were never seen open may have been closed for long.
      if (this.#last !== null) this.#closedAt ??= at;
      return;
    }
    if (this.#closedAt !== null && at - this.#closedAt <= LONGEST_MS) this.#times.push(this.#closedAt);
    this.#closedAt = null;
    this.#last = at;
  }

  /** When each began, epoch ms, in rising order. */
  get times(): readonly number[] {
    return this.#times;
  }
}
