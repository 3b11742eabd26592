import {
  chainStartText,
  chainText,
  type EventBatch,
  type SeatAddress,
  type SeatEvent,
} from '@invigil/contract';
import { sha256Hex } from '@invigil/hub';
import { StoryBodies, type StoryPace } from './story-bodies.js';

/** The events of one boot of a seat, one after the other. */
export class SeatStory {
  readonly #boot: string;
  readonly #bodies: StoryBodies;
  readonly #session: string;
  #told = 0;
  #prev: string;

  /** @param options.from epoch ms of the beginning @param options.number of the seat */
  constructor(
    boot: string,
    options: { from: number; number: number; place: SeatAddress; session?: string; pace?: StoryPace },
  ) {
    this.#boot = boot;
    this.#session = options.session ?? 'bench';
    this.#prev = sha256Hex(chainStartText(options.place, boot));
    this.#bodies = new StoryBodies(boot, options);
  }

  /** How many events were told. */
  get told(): number {
    return this.#told;
  }

  /** The next events, in one message. */
  next(count: number): EventBatch {
    return { v: 1, boot: this.#boot, events: Array.from({ length: count }, () => this.#event()) };
  }

  #event(): SeatEvent {
    const seq = (this.#told += 1);
    const at = this.#bodies.at(seq);
    const event = { seq, prev: this.#prev, session: this.#session, at, body: this.#bodies.body(seq) };
    this.#prev = sha256Hex(chainText(event));
    return event;
  }
}
