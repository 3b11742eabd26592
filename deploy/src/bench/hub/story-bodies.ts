import { riskOf } from '@invigil/behaviour';
import { type EventBody, Policy, type Risk, type Signal } from '@invigil/contract';

/** A signal a minute, thirty times what the alert budget shows: a restless seat. The other events are risks. */
const EVENTS_PER_SIGNAL = 600;
const OPENS_AT = 10;
const CLOSES_AT = 20;
/** Seats tell of their signals at different times: the same at most seats would be a shared cause. */
const APART = 37;
/** A seat tells ten events a second. */
const STEP_MS = 100;

const STANDARD = Policy.parse({});

/** What a seat tells in one boot, event by event. */
export class StoryBodies {
  readonly #boot: string;
  readonly #from: number;
  readonly #phase: number;

  /** @param options.from epoch ms of the beginning @param options.number of the seat */
  constructor(boot: string, options: { from: number; number: number }) {
    this.#boot = boot;
    this.#from = options.from;
    this.#phase = (options.number * APART) % EVENTS_PER_SIGNAL;
  }

  /** When an event happens in the story, epoch ms. */
  at(seq: number): number {
    return this.#from + seq * STEP_MS;
  }

  body(seq: number): EventBody {
    const step = (seq + this.#phase) % EVENTS_PER_SIGNAL;
    const signal = this.#signal(seq - step);
    if (step === OPENS_AT) return { type: 'signal-opened', signal };
    if (step === CLOSES_AT) return { type: 'signal-closed', signal: { ...signal, endedAt: this.at(seq) } };
    return { type: 'risk', risk: riskIn(signal, step) };
  }

  /** @param began the event at whose time it began, before the first one for a signal that was there already */
  #signal(began: number): Signal {
    const startedAt = this.at(began);
    return {
      id: `${this.#boot}-${Math.ceil(began / EVENTS_PER_SIGNAL) + 1}`,
      kind: 'phone',
      source: 'camera',
      startedAt,
      openedAt: startedAt + OPENS_AT * STEP_MS,
      endedAt: null,
      confidence: 0.83,
    };
  }
}

function riskIn({ confidence, id, startedAt }: Signal, step: number): Risk {
  if (step < OPENS_AT) return riskOf([], 'calm', STANDARD);
  const seenMs = Math.min(step, CLOSES_AT) * STEP_MS;
  const sinceEndMs = Math.max(0, step - CLOSES_AT) * STEP_MS;
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
