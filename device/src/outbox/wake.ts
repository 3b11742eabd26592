import type { Clock } from '../lib/clock.js';

/** Lets one loop sleep until something is to be done. A poke that comes before the wait is not lost. */
export class Wake {
  readonly #clock: Pick<Clock, 'sleep'>;
  #poked = false;
  #waiting: AbortController | undefined;

  constructor(clock: Pick<Clock, 'sleep'>) {
    this.#clock = clock;
  }

  poke(): void {
    this.#poked = true;
    this.#waiting?.abort();
  }

  /** Resolves at the next poke, or after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.#poked) {
      this.#waiting = new AbortController();
      await this.#clock.sleep(ms, this.#waiting.signal);
      this.#waiting = undefined;
    }
    this.#poked = false;
  }
}
