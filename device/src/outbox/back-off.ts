/** Waiting times that double from `firstMs` to `maxMs`, each ±25 % so that a room of seats does not call at once. */
export class BackOff {
  readonly #firstMs: number;
  readonly #maxMs: number;
  readonly #random: () => number;
  #nextMs: number;

  constructor(options: { firstMs: number; maxMs: number; random?: () => number }) {
    this.#firstMs = options.firstMs;
    this.#maxMs = options.maxMs;
    this.#random = options.random ?? Math.random;
    this.#nextMs = options.firstMs;
  }

  /** How long to wait before the next try, in ms. */
  next(): number {
    const ms = this.#nextMs;
    this.#nextMs = Math.min(this.#maxMs, ms * 2);
    return ms * (0.75 + this.#random() / 2);
  }

  /** It went well: the next trouble starts at the shortest wait again. */
  reset(): void {
    this.#nextMs = this.#firstMs;
  }
}
