import { riskOf } from '@invigil/behaviour';
import { type EventBody, Policy, type Risk, type Signal } from '@invigil/contract';

/** How often a seat tells something, and after how many events a signal begins. The others are risks. */
export type StoryPace = { stepMs: number; eventsPerSignal: number };

/** Ten events a second and a signal a minute, thirty times what the alert budget shows: a restless seat. */
const RESTLESS: StoryPace = { stepMs: 100, eventsPerSignal: 600 };
const OPENS_AT = 10;
const CLOSES_AT = 20;
/** Seats tell of their signals at different times: the same at most seats would be a shared cause. */
const APART = 37;

const STANDARD = Policy.parse({});

/** What a seat tells in one boot, event by event. */
export class StoryBodies {
  readonly #boot: string;
  readonly #from: number;
  readonly #phase: number;
  readonly #pace: StoryPace;

  /** @param options.from epoch ms of the beginning @param options.number of the seat */
  constructor(boot: string, options: { from: number; number: number; pace?: StoryPace }) {
    const { from, number, pace = RESTLESS } = options;
    this.#boot = boot;
    this.#from = from;
    this.#pace = pace;
    this.#phase = (number * APART) % pace.eventsPerSignal;
  }

  /** When an event happens in the story, epoch ms. */
  at(seq: number): number {
    return this.#from + seq * this.#pace.stepMs;
  }

  body(seq: number): EventBody {
    const step = (seq + this.#phase) % this.#pace.eventsPerSignal;
    const signal = this.#signal(seq - step);
    if (step === OPENS_AT) return { type: 'signal-opened', signal };
    if (step === CLOSES_AT) return { type: 'signal-closed', signal: { ...signal, endedAt: this.at(seq) } };
    return { type: 'risk', risk: riskIn(signal, step, this.#pace.stepMs) };
  }

  /** @param began the event at whose time it began, before the first one for a signal that was there already */
  #signal(began: number): Signal {
    const startedAt = this.at(began);
    return {
      id: `${this.#boot}-${Math.ceil(began / this.#pace.eventsPerSignal) + 1}`,
      kind: 'phone',
      source: 'camera',
      startedAt,
      openedAt: startedAt + OPENS_AT * this.#pace.stepMs,
      endedAt: null,
      confidence: 0.83,
    };
  }
}

function riskIn({ confidence, id, startedAt }: Signal, step: number, stepMs: number): Risk {
  if (step < OPENS_AT) return riskOf([], 'calm', STANDARD);
  const seenMs = Math.min(step, CLOSES_AT) * stepMs;
  const sinceEndMs = Math.max(0, step - CLOSES_AT) * stepMs;
  const term = {
    signalId: id,
    kind: 'phone',
    since: startedAt,
    confidence,
    seenMs,
    sinceEndMs,
    shared: 1,
  } as const;
  return riskOf([term], 'calm', STANDARD);
}
