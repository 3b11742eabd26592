/** Tells when the next look of a kind is due, at a rate that may change from look to look. */
export class Due {
  readonly #monotonic: () => number;
  #nextAt: number;

  /** The first look is due at once. @param monotonic ms of a clock that never steps back */
  constructor(monotonic: () => number) {
    this.#monotonic = monotonic;
    this.#nextAt = monotonic();
  }

  /** Whether a look is due, and if so takes it. The next is due after a period: looks that were missed are not made up for. */
  take(perSecond: number): boolean {
    const now = this.#monotonic();
    if (now < this.#nextAt) return false;
    this.#nextAt = Math.max(this.#nextAt + 1000 / perSecond, now);
    return true;
  }
}
