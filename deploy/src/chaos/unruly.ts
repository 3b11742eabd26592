import type { EventBatch } from '@invigil/contract';
import type { Unruliness } from './seats-words.js';

/** A message that nobody follows within this time is brought all the same, ms. */
const HELD_MS = 200;

/** The way of a seat's messages to its link and back, on which some come twice, late or never. */
export class UnrulyWay {
  readonly #send: (batch: EventBatch) => boolean;
  readonly #random: () => number;
  unruliness: Unruliness;
  #held: { batch: EventBatch; timer: NodeJS.Timeout } | undefined;

  constructor(
    send: (batch: EventBatch) => boolean,
    options: { random: () => number; unruliness: Unruliness },
  ) {
    this.#send = send;
    this.#random = options.random;
    this.unruliness = options.unruliness;
  }

  /** As MqttLink's: false where there is no connection. */
  publishEvents(batch: EventBatch): boolean {
    const { swallowed, swapped, twice } = this.unruliness;
    if (this.#random() < swallowed) return true;
    if (this.#held === undefined && this.#random() < swapped) {
      this.#held = { batch, timer: setTimeout(() => this.#release(), HELD_MS) };
      return true;
    }
    const sent = this.#send(batch);
    if (this.#random() < twice) this.#send(batch);
    this.#release();
    return sent;
  }

  /** Whether an acknowledgement is heard. */
  hears(): boolean {
    return this.#random() >= this.unruliness.deaf;
  }

  #release(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) return;
    clearTimeout(held.timer);
    this.#send(held.batch);
  }
}
