import type {
  ClientMessage,
  EditingMinute,
  HeldKind,
  MomentKind,
  Recorded,
  ReportDetail,
} from '@invigil/contract';
import { Waiting } from './waiting.js';

/** What the parts that watch tell. Times are epoch milliseconds. */
export type Teller = {
  began(kind: HeldKind, at: number, detail?: ReportDetail): void;
  ended(kind: HeldKind, at: number): void;
  happened(kind: MomentKind, at: number, detail?: ReportDetail): void;
  editing(minute: EditingMinute): void;
};

type Began = Extract<ClientMessage, { type: 'began' }>;

/**
 * What is told and what waits: only kinds that are recorded leave, what holds is said anew to each connection, and what happened while there
 * was none is told after it, in its order.
 */
export class Telling implements Teller {
  readonly #now: () => number;
  readonly #waiting: Waiting;
  readonly #held = new Map<HeldKind, Began>();
  #line: { send: (message: ClientMessage) => void; recorded: Recorded } | undefined;

  constructor(now: () => number, waiting = new Waiting()) {
    this.#now = now;
    this.#waiting = waiting;
  }

  began(kind: HeldKind, at: number, detail?: ReportDetail): void {
    const message: Began = { type: 'began', kind, at, ...(detail && { detail }) };
    this.#held.set(kind, message);
    if (this.#line) this.#send(message);
  }

  ended(kind: HeldKind, at: number): void {
    const began = this.#held.get(kind);
    if (!began) return;
    this.#held.delete(kind);
    const ended: ClientMessage = { type: 'ended', kind, at };
    if (this.#line) this.#send(ended);
    else for (const message of [began, ended]) this.#waiting.put(message, this.#now());
  }

  happened(kind: MomentKind, at: number, detail?: ReportDetail): void {
    this.#tell({ type: 'happened', kind, at, ...(detail && { detail }) });
  }

  editing(minute: EditingMinute): void {
    this.#tell({ type: 'editing', minute });
  }

  /** The daemon listens. */
  connected(send: (message: ClientMessage) => void, recorded: Recorded): void {
    this.#line = { send, recorded };
    for (const message of this.#waiting.take(this.#now())) this.#send(message);
    for (const message of this.#held.values()) this.#send(message);
  }

  /** Another policy is in force: what holds is said again, for the kinds that are new. */
  recordedNow(recorded: Recorded): void {
    if (!this.#line) return;
    this.#line = { ...this.#line, recorded };
    for (const message of this.#held.values()) this.#send(message);
  }

  disconnected(): void {
    this.#line = undefined;
  }

  #tell(message: ClientMessage): void {
    if (this.#line) this.#send(message);
    else this.#waiting.put(message, this.#now());
  }

  #send(message: ClientMessage): void {
    const { recorded, send } = this.#line ?? {};
    if (!recorded || !send) return;
    if ('kind' in message && !recorded.kinds.includes(message.kind)) return;
    if (message.type === 'editing' && !recorded.editing) return;
    send(message);
  }
}
