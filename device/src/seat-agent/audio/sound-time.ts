/** More than this, and sound was lost in between or the clock was set. */
const MOST_DRIFT_MS = 500;

/**
 * When each sound was: by counting samples, since the pieces in which they arrive come late and in bursts.
 */
export class SoundTime {
  readonly #rate: number;
  #startedAt = 0;
  #samples = 0;

  /** @param rate samples a second */
  constructor(rate: number) {
    this.#rate = rate;
  }

  /** Takes a piece of `samples` that arrived at `now` (epoch ms); gives whether it follows on what came before. */
  arrived(samples: number, now: number): boolean {
    const follows = this.#samples > 0 && Math.abs(this.#end(samples) - now) <= MOST_DRIFT_MS;
    if (!follows) {
      this.#samples = 0;
      this.#startedAt = now - (samples / this.#rate) * 1000;
    }
    return follows;
  }

  /** Counts the samples of a window; gives its end, epoch ms. */
  count(samples: number): number {
    this.#samples += samples;
    return Math.round(this.#end(0));
  }

  #end(more: number): number {
    return this.#startedAt + ((this.#samples + more) / this.#rate) * 1000;
  }
}
