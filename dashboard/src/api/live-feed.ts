import type { LiveFrame, LiveRequest } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { LostReason } from '../lib/words.js';
import { backOffMs } from './back-off.js';
import { follows, readFrame } from './read-frame.js';
import type { OpenSocket, Socket } from './socket.js';

type Place = { room: string; seat: string };

/** The hub speaks at least every 2 s. Two beats and a little missed: it is not there, and a person must know in 5 s. */
const SILENCE_MS = 4500;
/**
 * How often the clock is looked at, ms. While a machine sleeps timers stand still and its clock goes on: it wakes with a socket that looks
 * open, and the wait for the next word would begin where it stopped.
 */
const LOOK_MS = 1000;

export type LiveFeedDeps = {
  url: string;
  openSocket: OpenSocket;
  clock: Clock;
  /** A number in [0, 1). */
  random: () => number;
  onFrame: (frame: LiveFrame, receivedAt: number) => void;
  /** Told once for each connection that was had, and once for the first try that failed. */
  onLost: (reason: LostReason, at: number) => void;
  /** A connection was refused before its first frame: a browser does not say whether for want of a log-in. */
  onRefused: () => void;
};

/** Keeps one connection to the live feed, for as long as it is started. */
export class LiveFeed {
  readonly #deps: LiveFeedDeps;
  readonly #watched = new Map<string, Place>();
  #socket: Socket | undefined;
  #open = false;
  #last: number | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setTimeout> | undefined;
  /** When the hub was heard last, or was asked for. */
  #heardAt = 0;

  constructor(deps: LiveFeedDeps) {
    this.#deps = deps;
  }

  /** Connects, and connects again whenever the connection is lost. */
  start(): void {
    this.#connect();
    this.#lookAgain();
  }

  /** Closes the connection for good. */
  stop(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#look);
    this.#retry = undefined;
    this.#drop();
  }

  /** Tries at once instead of waiting: the network came back, or the page is looked at again. What has been silent for too long is given up. */
  hurry(): void {
    this.#endSilent();
    if (this.#retry === undefined) return;
    this.#attempt = 0;
    this.#connect();
  }

  /** Asks for the risk, signals and previews of a seat, now and after each new connection. */
  watch(place: Place): void {
    this.#watched.set(`${place.room}/${place.seat}`, place);
    this.#send({ type: 'watch', ...place });
  }

  unwatch(place: Place): void {
    this.#watched.delete(`${place.room}/${place.seat}`);
    this.#send({ type: 'unwatch', ...place });
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const socket = this.#deps.openSocket(this.#deps.url, {
      opened: () => {
        if (this.#socket === socket) this.#opened();
      },
      text: (text) => {
        if (this.#socket === socket) this.#text(text);
      },
      closed: () => {
        if (this.#socket === socket) this.#lost('closed');
      },
    });
    this.#socket = socket;
    this.#listen();
  }

  #opened(): void {
    this.#open = true;
    for (const place of this.#watched.values()) this.#send({ type: 'watch', ...place });
  }

  #text(text: string): void {
    const frame = readFrame(text);
    if (frame === undefined) return this.#lost('wrong-shape');
    if (!follows(this.#last, frame)) return this.#lost('gap');
    this.#last = frame.n;
    this.#attempt = 0;
    this.#listen();
    this.#deps.onFrame(frame, this.#deps.clock());
  }

  #lookAgain(): void {
    this.#look = setTimeout(() => {
      this.#endSilent();
      this.#lookAgain();
    }, LOOK_MS);
  }

  /** By the clock: the timer of the silence may have stood still. */
  #endSilent(): void {
    if (this.#socket !== undefined && this.#deps.clock() - this.#heardAt >= SILENCE_MS) this.#lost('silent');
  }

  /** Starts the wait for the next word of the hub. */
  #listen(): void {
    this.#heardAt = this.#deps.clock();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost('silent'), SILENCE_MS);
  }

  #lost(reason: LostReason): void {
    const hadFrame = this.#last !== null;
    this.#drop();
    if (!hadFrame) this.#deps.onRefused();
    if (hadFrame || this.#attempt === 0) this.#deps.onLost(reason, this.#deps.clock());
    this.#retry = setTimeout(() => this.#connect(), backOffMs(this.#attempt, this.#deps.random()));
    this.#attempt += 1;
  }

  #drop(): void {
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#open = false;
    this.#last = null;
    socket?.close();
  }

  #send(request: LiveRequest): void {
    if (this.#open) this.#socket?.send(JSON.stringify(request));
  }
}
