import type { LiveChange, LiveFrame } from '@invigil/contract';
import type { LiveSocket } from '../http/live-socket.js';

/** Bytes that may wait in a socket before its page counts as too slow. */
const FULL_BYTES = 1_000_000;
/** Bytes below which a page that was too slow has caught up. */
const DRAINED_BYTES = 64_000;

/** One open page: its place in the numbering, what it watches, and whether it keeps up. */
export class LivePage {
  /** Who looks at it. */
  readonly user: string;
  readonly #socket: LiveSocket;
  readonly #watched = new Set<string>();
  #details: LiveChange[] = [];
  #n = 0;
  #behind = false;

  constructor(socket: LiveSocket, user: string) {
    this.#socket = socket;
    this.user = user;
  }

  watch(key: string): void {
    this.#watched.add(key);
  }

  unwatch(key: string): void {
    this.#watched.delete(key);
  }

  watched(): Iterable<string> {
    return this.#watched.values();
  }

  /** Takes a change that only those hear who watch the seat. True: this page does. */
  add(key: string, change: LiveChange): boolean {
    if (this.#behind || !this.#watched.has(key)) return false;
    this.#details.push(change);
    return true;
  }

  /** Sends a snapshot, which takes the place of everything before. */
  snapshot(make: (n: number) => LiveFrame): void {
    this.#details = [];
    if (this.#full()) {
      this.#behind = true;
      return;
    }
    this.#behind = false;
    this.#send(make(this.#n));
  }

  /** Sends changes; to a page that could not follow, a snapshot as soon as it can again. */
  delta(at: number, shared: readonly LiveChange[], makeSnapshot: (n: number) => LiveFrame): void {
    if (this.#behind) {
      if (this.#socket.bufferedAmount() <= DRAINED_BYTES) this.snapshot(makeSnapshot);
      return;
    }
    if (this.#full()) {
      this.#behind = true;
      this.#details = [];
      return;
    }
    this.#n += 1;
    this.#send({ type: 'delta', n: this.#n, at, changes: [...shared, ...this.#details] });
    this.#details = [];
  }

  #full(): boolean {
    return this.#socket.bufferedAmount() > FULL_BYTES;
  }

  #send(frame: LiveFrame): void {
    this.#socket.send(JSON.stringify(frame));
  }
}
