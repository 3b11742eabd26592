import { Forked } from './forked.js';
import { type SeatsOrder, type SeatsStart, SeatsState } from './seats-words.js';

const STOPPED_WITHIN_MS = 60_000;
const UNKNOWN: SeatsState = {
  told: 0,
  waiting: 0,
  refused: 0,
  online: 0,
  upTo: 0,
  full: false,
  marked: 0,
  recovered: false,
};

/** A process of seats, from one start to the next. */
export class SeatsChild {
  readonly #start: SeatsStart;
  #process: Forked | undefined;
  #state = UNKNOWN;

  constructor(start: SeatsStart) {
    this.#start = start;
  }

  get seats(): SeatsStart['seats'] {
    return this.#start.seats;
  }

  /** File of what was told. */
  get notes(): string {
    return this.#start.notes;
  }

  /** What it said last of its seats; of seats that are dead, how much they had told. */
  get state(): SeatsState {
    return this.#state;
  }

  /** Starts it. `cut`: its disk was damaged. */
  start({ cut }: { cut: boolean } = { cut: false }): void {
    this.#state = { ...UNKNOWN, told: this.#state.told };
    this.#process = new Forked('seats-process', [JSON.stringify({ ...this.#start, cut })], (message) => {
      this.#state = SeatsState.parse(message);
    });
  }

  say(order: SeatsOrder): void {
    // One that is killed and comes back shall know.
    if (order.type === 'tell') this.#start.upTo = order.upTo;
    if (order.type === 'unruly') this.#start.unruliness = order.unruliness;
    if (order.type === 'mark') this.#state = { ...this.#state, recovered: false };
    this.#process?.say(order);
  }

  /** Throws an Error where it has ended by itself. */
  check(): void {
    if (this.#process?.running === false) throw new Error('a process of seats has ended by itself');
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
    this.#state = { ...this.#state, online: 0, recovered: false, full: false };
  }

  /** Lets its seats take leave. Throws an Error where they do not. */
  async stop(): Promise<void> {
    this.say({ type: 'end' });
    if ((await this.#process?.ended(STOPPED_WITHIN_MS)) === false)
      throw new Error('a process of seats did not stop');
  }
}
