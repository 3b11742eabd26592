/** How long handlers took, of the last samples only: what the extension itself costs an editor. */
export class Timings {
  readonly #ring: Float64Array;
  #taken = 0;

  /** @param kept samples that are kept, the newest ones */
  constructor(kept = 4096) {
    this.#ring = new Float64Array(kept);
  }

  /** Runs a handler and keeps how long it held the thread. */
  time<T>(handle: () => T): T {
    const from = performance.now();
    try {
      return handle();
    } finally {
      this.#ring[this.#taken % this.#ring.length] = performance.now() - from;
      this.#taken++;
    }
  }

  /** Samples in all, and quantiles (nearest rank) of those kept, ms. */
  summary(): { n: number; p50Ms: number; p95Ms: number; worstMs: number } {
    const kept = this.#ring.slice(0, Math.min(this.#taken, this.#ring.length)).sort();
    const at = (share: number): number => kept[Math.max(0, Math.ceil(share * kept.length) - 1)] ?? 0;
    return { n: this.#taken, p50Ms: at(0.5), p95Ms: at(0.95), worstMs: at(1) };
  }
}
