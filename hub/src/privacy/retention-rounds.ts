import type { Log } from '../lib/log.js';
import type { Erasures } from './erasures.js';

const HOUR_MS = 3_600_000;
/** Sessions that one turn erases at most; the rest is for the next. */
const MOST = 50;

/** Erases what is due, once an hour. At the start it goes on with what a crash left, and waits an hour for the rest. */
export class RetentionRounds {
  readonly #erasures: Erasures;
  readonly #log: Log;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(erasures: Erasures, log: Log) {
    this.#erasures = erasures;
    this.#log = log;
  }

  start(): void {
    this.#turn(() => this.#erasures.resume());
    this.#timer = setInterval(() => {
      this.#turn(() => this.#erasures.sweep(MOST, this.#stopping.signal));
    }, HOUR_MS);
  }

  /** Waits for the session that is being erased. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#work;
  }

  #turn(act: () => Promise<unknown>): void {
    this.#work = this.#work.then(() => this.#try(act));
  }

  async #try(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (cause) {
      this.#log.error({ err: cause }, 'retention failed; the next turn tries again');
    }
  }
}
