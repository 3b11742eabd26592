/** How much of a time could be read. */
export class Readable {
  readonly #longestStepMs: number;
  #readMs = 0;

  /** @param longestStepMs two pictures further apart leave unseen what is looked for */
  constructor(longestStepMs: number) {
    this.#longestStepMs = longestStepMs;
  }

  /** Takes a picture that could be read. @param stepMs since the picture before, whether that could be read or not */
  see(stepMs: number): void {
    if (stepMs <= this.#longestStepMs) this.#readMs += stepMs;
  }

  /** The share of so much time that could be read, 0–1. */
  share(totalMs: number): number {
    return Math.min(1, this.#readMs / Math.max(1, totalMs));
  }
}
