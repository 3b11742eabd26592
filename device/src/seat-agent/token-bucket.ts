type Options = {
  /** Tokens that come each second. */
  perSecond: number;
  /** Tokens that it holds at most, and at first. */
  burst: number;
  /** ms of a clock that never steps back */
  monotonic: () => number;
};

/** How often something may be done: so many times at once, and so many a second after that. */
export class TokenBucket {
  readonly #options: Options;
  #tokens: number;
  #at: number;

  constructor(options: Options) {
    this.#options = options;
    this.#tokens = options.burst;
    this.#at = options.monotonic();
  }

  /** Takes one, into debt if it must be. Returns what is left: below 0 it came too early. */
  take(): number {
    const { burst, monotonic, perSecond } = this.#options;
    const now = monotonic();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) * perSecond) / 1000) - 1;
    this.#at = now;
    return this.#tokens;
  }

  /** Takes one if there is one. */
  tryTake(): boolean {
    if (this.take() >= 0) return true;
    this.#tokens += 1;
    return false;
  }

  /** How long until a debt is paid, ms; 0: there is none. */
  get debtMs(): number {
    return Math.max(0, (-this.#tokens / this.#options.perSecond) * 1000);
  }
}
