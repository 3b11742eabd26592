import type { ClockAnswer, ClockOffset, ClockQuestion, Health } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { Wake } from './wake.js';

/** Exchanges of one measurement; the one with the smallest round trip counts (RFC 5905, 10: a queue on the way only ever adds). */
const EXCHANGES = 8;
const BETWEEN_MS = 40;
const ANSWER_WITHIN_MS = 1000;
/** Unanswered in a row, the rest of a measurement is spared. */
const MOST_UNANSWERED = 2;
const EVERY_MS = 600_000;
/** How often it is looked whether the seat's clock was set. */
const LOOK_EVERY_MS = 1000;
/** A wall clock that goes this far from the steady one at once was set; a time server that only slows it down moves it by 0.5 ms a second. */
const STEP_MS = 100;
/** What happened before the clock was set is stored within this time after. */
const STORED_WITHIN_MS = 10_000;

type HubClockDeps = {
  clock: Clock;
  /** Asks the hub; false where there is no connection. */
  ask: (question: ClockQuestion) => boolean;
  log: Log;
};

/** The hub's time at the zero of the steady clock: what was measured. */
type Measured = { zeroAt: number; uncertaintyMs: number; measuredAt: number };

/**
 * The hub's time, as the seat knows it. It is kept against the steady clock, so that the offset follows at once where the seat's wall clock
 * is set; a new measurement follows too, as a machine that slept stopped its steady clock.
 */
export class HubClock implements Clock {
  readonly #deps: HubClockDeps;
  readonly #wake: Wake;
  readonly #asked = new Map<number, number>();
  #exchanges: Measured[] = [];
  #lastId = 0;
  #measured: Measured | undefined;
  #answers = false;
  #dueAt = Number.POSITIVE_INFINITY;
  /** Wall clock less steady clock, when it was looked at last. */
  #gap: number;
  #before: { gap: number; until: number } | undefined;
  #steps = 0;

  constructor(deps: HubClockDeps) {
    this.#deps = deps;
    this.#wake = new Wake(deps.clock);
    this.#gap = deps.clock.now() - deps.clock.monotonic();
  }

  /** The time on the hub's clock, epoch ms; on the seat's while it was never measured. */
  now(): number {
    const { clock } = this.#deps;
    return this.#measured === undefined ? clock.now() : Math.round(this.#measured.zeroAt + clock.monotonic());
  }

  monotonic(): number {
    return this.#deps.clock.monotonic();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#deps.clock.sleep(ms, signal);
  }

  /** The offset for something that happened just now at `at` (epoch ms, seat's clock); undefined while it was never measured. */
  offsetAt(at: number): ClockOffset | undefined {
    this.#look();
    const { clock } = this.#deps;
    const before = this.#before;
    const elapsed = clock.monotonic();
    const isBefore =
      before !== undefined &&
      elapsed < before.until &&
      Math.abs(elapsed + before.gap - at) < Math.abs(elapsed + this.#gap - at);
    return this.#offset(isBefore ? before.gap : this.#gap);
  }

  /** What the seat's health tells. */
  state(): Health['clock'] {
    this.#look();
    const offset = this.#offset(this.#gap);
    if (offset === undefined || this.#measured === undefined) return undefined;
    const measuredAgoMs = Math.round(this.#deps.clock.monotonic() - this.#measured.measuredAt);
    return { ...offset, measuredAgoMs, steps: this.#steps };
  }

  /** Tells whether there is a hub that answers; each time that one comes, it is asked anew. */
  setAnswers(answers: boolean): void {
    if (answers && !this.#answers) this.#askAnew();
    this.#answers = answers;
  }

  /** Takes an answer; one that nobody waits for is passed over. */
  heard({ answeredAt, id, receivedAt }: ClockAnswer): void {
    const askedAt = this.#asked.get(id);
    if (askedAt === undefined || answeredAt < receivedAt) return;
    this.#asked.delete(id);
    const heardAt = this.#deps.clock.monotonic();
    // The hub had the question after it was sent, and answered before the answer was heard; its clock tells whole ms, cut off.
    const earliest = answeredAt - heardAt;
    const latest = receivedAt + 1 - askedAt;
    if (latest < earliest) return;
    const uncertaintyMs = (latest - earliest) / 2;
    this.#exchanges.push({ zeroAt: earliest + uncertaintyMs, uncertaintyMs, measuredAt: heardAt });
    this.#wake.poke();
  }

  /** Measures when a hub comes, every ten minutes, and when the seat's clock was set, until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    const wake = (): void => this.#wake.poke();
    signal.addEventListener('abort', wake);
    while (!signal.aborted) {
      this.#look();
      if (this.#answers && clock.monotonic() >= this.#dueAt) {
        this.#dueAt = clock.monotonic() + EVERY_MS;
        await this.#measure(signal);
      } else {
        await this.#wake.wait(LOOK_EVERY_MS);
      }
    }
    signal.removeEventListener('abort', wake);
  }

  async #measure(signal: AbortSignal): Promise<void> {
    const { clock, log } = this.#deps;
    this.#exchanges = [];
    for (let asked = 1; asked <= EXCHANGES && this.#answers && !signal.aborted; asked++) {
      await this.#exchange();
      if (asked - this.#exchanges.length >= MOST_UNANSWERED) break;
      await clock.sleep(BETWEEN_MS, signal);
    }
    const best = this.#exchanges.toSorted((a, b) => a.uncertaintyMs - b.uncertaintyMs)[0];
    if (best === undefined) return;
    const isFirst = this.#measured === undefined;
    this.#measured = best;
    log[isFirst ? 'info' : 'debug'](this.state() ?? {}, 'clock measured against the hub');
  }

  /** One question; returns with its answer or after a second without. */
  async #exchange(): Promise<void> {
    const { ask, clock } = this.#deps;
    const id = ++this.#lastId;
    const deadline = clock.monotonic() + ANSWER_WITHIN_MS;
    this.#asked.clear();
    this.#asked.set(id, clock.monotonic());
    if (!ask({ id, sentAt: clock.now() })) return;
    while (this.#asked.has(id) && this.#answers) {
      const leftMs = deadline - clock.monotonic();
      if (leftMs <= 0) return;
      await this.#wake.wait(leftMs);
    }
  }

  /** Sees whether the seat's clock was set. */
  #look(): void {
    const { clock, log } = this.#deps;
    const elapsed = clock.monotonic();
    const gap = clock.now() - elapsed;
    const byMs = Math.round(gap - this.#gap);
    if (Math.abs(byMs) > STEP_MS) {
      this.#steps += 1;
      this.#before = { gap: this.#gap, until: elapsed + STORED_WITHIN_MS };
      log.warn({ byMs }, 'the clock of this machine was set');
      this.#askAnew();
    }
    this.#gap = gap;
  }

  #askAnew(): void {
    this.#dueAt = this.#deps.clock.monotonic();
    this.#wake.poke();
  }

  #offset(gap: number): ClockOffset | undefined {
    const measured = this.#measured;
    return (
      measured && {
        // The seat's clock tells whole ms, cut off: half of one is its mean, and with this rounding it is one at most.
        offsetMs: Math.round(measured.zeroAt - gap - 0.5),
        uncertaintyMs: Math.ceil(measured.uncertaintyMs + 1),
      }
    );
  }
}
