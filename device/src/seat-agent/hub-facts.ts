import { readFileSync } from 'node:fs';
import { decode, SeatExam } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import { keepText } from '../lib/keep-text.js';
import type { Log } from '../lib/log.js';
import type { HubClock } from '../outbox/hub-clock.js';
import { getFromHub, type HubAccess } from '../outbox/put-to-hub.js';
import type { KnownOfExam } from './exam-facts.js';

const PATH = '/api/seat/exam';
/** How often the hub is asked, ms. */
const EVERY_MS = 60_000;
/** How often it is looked whether there is a reason to ask sooner, ms. */
const LOOK_MS = 1000;
/** The hub's clock and the seat's went this far from each other: the pages are told the times anew, ms. */
const MOVED_MS = 1000;

const NOTHING: KnownOfExam = { exam: null, notice: null, retention: null };

type HubFactsDeps = {
  /** Where the last answer stays, for a start without the hub. */
  file: string;
  hub: HubAccess;
  /** Whether the hub takes what the seat tells. */
  hubOnline: () => boolean;
  hubClock: Pick<HubClock, 'offsetAt'>;
  /** Something of it is different now. */
  onChanged: () => void;
  clock: Clock;
  log: Log;
};

/** What the hub says of the exam, the notice and how long is kept what: asked again and again, and kept on the disk. */
export class HubFacts {
  readonly #deps: HubFactsDeps;
  readonly #stopping = new AbortController();
  #told: SeatExam | undefined;
  #text: string;
  /** What the times were moved by when the pages were told. */
  #toldOffsetMs = 0;
  #isFailing = false;
  /** The hub said something: what it knows may be different. */
  #isDue = false;
  #running: Promise<void> | undefined;

  constructor(deps: HubFactsDeps) {
    this.#deps = deps;
    this.#told = this.#read();
    this.#text = JSON.stringify(this.#told ?? null);
  }

  /** What is known now, its times on the seat's clock. */
  now(): KnownOfExam {
    if (this.#told === undefined) return NOTHING;
    const { exam, ...rest } = this.#told;
    if (exam === null) return { exam, ...rest };
    const { address = null, endsAt, name, startsAt } = exam;
    const onSeat = (at: number): number => Math.round((at - this.#offsetMs()) / 1000) * 1000;
    return { ...rest, exam: { name, address, startsAt: onSeat(startsAt), endsAt: onSeat(endsAt) } };
  }

  /** Begins to ask: at once, every minute, when the link comes back, and when it is due. */
  start(): void {
    this.#running ??= this.#run(this.#stopping.signal);
  }

  /** The hub told the seat what it wants: an exam may have been opened, or have ended. It is asked within a second. */
  askSoon(): void {
    this.#isDue = true;
  }

  /** Breaks off what is under way and waits for it. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, hubOnline } = this.#deps;
    let askedAt = -Infinity;
    let wasOnline = false;
    while (!signal.aborted) {
      const isOnline = hubOnline();
      const cameBack = isOnline && !wasOnline;
      wasOnline = isOnline;
      if (cameBack || this.#isDue || clock.monotonic() - askedAt >= EVERY_MS) {
        this.#isDue = false;
        askedAt = clock.monotonic();
        await this.#ask(signal);
      }
      this.#lookAtClock();
      await clock.sleep(LOOK_MS, signal);
    }
  }

  async #ask(signal: AbortSignal): Promise<void> {
    const answer = await getFromHub(this.#deps.hub, PATH, signal);
    if (signal.aborted) return;
    if (answer.status !== 200)
      return this.#fail(answer.status === undefined ? answer.reason : `${answer.status}`);
    const read = decode(SeatExam, answer.text);
    if (!read.ok) return this.#fail(read.error.message);
    this.#isFailing = false;
    const text = JSON.stringify(read.value);
    if (text === this.#text) return;
    this.#text = text;
    this.#told = read.value;
    this.#write(text);
    this.#changed();
  }

  /** One line when it begins to fail: what was known stays. */
  #fail(reason: string): void {
    if (!this.#isFailing) this.#deps.log.warn({ reason }, 'the hub does not tell of the exam');
    this.#isFailing = true;
  }

  /** The hub's clock is measured after the first answer, and either clock may be set. */
  #lookAtClock(): void {
    const hasTimes = this.#told !== undefined && this.#told.exam !== null;
    if (hasTimes && Math.abs(this.#offsetMs() - this.#toldOffsetMs) >= MOVED_MS) this.#changed();
  }

  #changed(): void {
    this.#toldOffsetMs = this.#offsetMs();
    this.#deps.onChanged();
  }

  /** Hub's time less seat's time; 0 while it was never measured. */
  #offsetMs(): number {
    const { clock, hubClock } = this.#deps;
    return hubClock.offsetAt(clock.now())?.offsetMs ?? 0;
  }

  /** What was kept. An exam that is over by now is none; undefined where there is nothing that can be read. */
  #read(): SeatExam | undefined {
    let text: string;
    try {
      text = readFileSync(this.#deps.file, 'utf8');
    } catch {
      return undefined;
    }
    const read = decode(SeatExam, text);
    if (!read.ok) return undefined;
    const { exam } = read.value;
    const isOver = exam !== null && exam.endsAt < this.#deps.clock.now();
    return isOver ? { ...read.value, exam: null } : read.value;
  }

  /** A disk that takes nothing is told in the log: the seat works all the same. */
  #write(text: string): void {
    const { file, log } = this.#deps;
    try {
      keepText(file, text);
    } catch (err) {
      log.warn({ reason: messageOf(err) }, 'what the hub said of the exam is not kept on the disk');
    }
  }
}
