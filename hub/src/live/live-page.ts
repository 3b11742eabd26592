import type { LiveChange, LiveFrame } from '@invigil/contract';
import type { LiveSocket, Viewer } from '../http/live-socket.js';
import { changesFor, snapshotFor } from './shown-to.js';

/** Bytes that may wait in a socket before its page counts as too slow. */
const FULL_BYTES = 1_000_000;
/** Bytes below which a page that was too slow has caught up. */
const DRAINED_BYTES = 64_000;

/** Makes the whole of what there is, for everybody. */
type MakeSnapshot = (n: number) => Extract<LiveFrame, { type: 'snapshot' }>;

/** One open page: its place in the numbering, what it watches, and whether it keeps up. */
export class LivePage {
  /** Who looks at it: it is told what the access table gives them. */
  readonly viewer: Viewer;
  readonly #socket: LiveSocket;
  readonly #watched = new Set<string>();
  #details: LiveChange[] = [];
  #n = 0;
  #behind = false;

  constructor(socket: LiveSocket, viewer: Viewer) {
    this.#socket = socket;
    this.viewer = viewer;
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
    return this.#watched.has(key) && this.tell(change);
  }

  /** Takes a change that only this page hears. False: it is too far behind. */
  tell(change: LiveChange): boolean {
    if (this.#behind) return false;
    this.#details.push(change);
    return true;
  }

  /** Sends a snapshot, which takes the place of everything before. */
  snapshot(make: MakeSnapshot): void {
    this.#details = [];
    if (this.#full()) {
      this.#behind = true;
      return;
    }
    this.#behind = false;
    this.#send(snapshotFor(this.viewer, make(this.#n)));
  }

  /** Sends changes; to a page that could not follow, a snapshot as soon as it can again. */
  delta(
    head: { at: number; storeAwaySince?: number },
    shared: readonly LiveChange[],
    makeSnapshot: MakeSnapshot,
  ): void {
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
    this.#send({
      type: 'delta',
      n: this.#n,
      ...head,
      changes: changesFor(this.viewer, [...shared, ...this.#details]),
    });
    this.#details = [];
  }

  #full(): boolean {
    return this.#socket.bufferedAmount() > FULL_BYTES;
  }

  #send(frame: LiveFrame): void {
    this.#socket.send(JSON.stringify(frame));
  }
}
