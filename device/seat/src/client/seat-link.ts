import {
  AgentMessage,
  HEARTBEAT_MS,
  PING_MS,
  SEAT_CLIENT_VERSION,
  type ClientMessage,
  type ClientName,
} from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { backOffMs } from './back-off.js';
import { prove } from './proof.js';
import type { OpenSocket, Socket } from './socket.js';

/** The daemon asks for a word every two seconds. Two of them missed and a little: it is not there. */
const SILENCE_MS = 2 * PING_MS + 1000;
/** Moments that wait for a connection: the oldest goes. */
const MOST_WAITING = 200;

export type RefusedReason = Extract<AgentMessage, { type: 'refused' }>['reason'];

/** Where a link stands. `refused`: the daemon is there and does not want it; it is asked again all the same. */
export type LinkState =
  | { at: 'connecting' }
  | { at: 'connected' }
  | { at: 'lost' }
  | { at: 'refused'; reason: RefusedReason };

export type SeatLinkDeps = {
  url: string;
  client: ClientName;
  /** Of this program, for people. */
  version: string;
  /** Hexadecimal, of this boot. */
  key: () => string;
  openSocket: OpenSocket;
  clock: Clock;
  /** A number in [0, 1). */
  random: () => number;
  /** What holds now: said anew after each welcome. */
  holding: () => readonly ClientMessage[];
  onMessage: (message: AgentMessage) => void;
  onPicture?: (picture: Blob) => void;
  onState: (state: LinkState) => void;
};

/** Keeps one connection to the seat's daemon for as long as it is started: handshake, sign of life, and a new try after a loss. */
export class SeatLink {
  readonly #deps: SeatLinkDeps;
  #socket: Socket | undefined;
  #isWelcome = false;
  #refused: RefusedReason | undefined;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #beat: ReturnType<typeof setInterval> | undefined;
  #waiting: ClientMessage[] = [];

  constructor(deps: SeatLinkDeps) {
    this.#deps = deps;
  }

  start(): void {
    if (this.#socket === undefined && this.#retry === undefined) this.#connect();
  }

  /** Closes the connection for good, until it is started again. */
  stop(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#waiting = [];
    this.#drop();
  }

  /** Says something now, or nothing where there is no connection: what holds is said anew by itself. */
  tell(message: ClientMessage): void {
    if (this.#isWelcome) this.#socket?.send(JSON.stringify(message));
  }

  /** Says something that must not get lost: now, or with the next connection. */
  bring(message: ClientMessage): void {
    if (this.#isWelcome) return this.tell(message);
    this.#waiting = [...this.#waiting, message].slice(-MOST_WAITING);
  }

  #connect(): void {
    this.#retry = undefined;
    this.#refused = undefined;
    const socket = this.#deps.openSocket(this.#deps.url, {
      text: (text) => {
        if (this.#socket === socket) this.#read(text);
      },
      bytes: (bytes) => {
        if (this.#socket === socket) this.#deps.onPicture?.(bytes);
      },
      closed: () => {
        if (this.#socket === socket) this.#lost();
      },
    });
    this.#socket = socket;
    this.#listen();
  }

  #read(text: string): void {
    const message = readMessage(text);
    this.#listen();
    if (message === undefined) return;
    if (message.type === 'challenge') void this.#answer(message);
    else if (message.type === 'ping') this.tell({ type: 'alive' });
    else if (message.type === 'refused' && !this.#isWelcome) this.#refused = message.reason;
    else {
      if (message.type === 'welcome') this.#welcome();
      this.#deps.onMessage(message);
    }
  }

  async #answer({ nonce }: { nonce: string }): Promise<void> {
    const { client, key, version } = this.#deps;
    const socket = this.#socket;
    // A daemon of another version says so itself, in its own words.
    const proof = await prove(key(), nonce, client);
    if (this.#socket !== socket) return;
    socket?.send(JSON.stringify({ type: 'hello', v: SEAT_CLIENT_VERSION, client, version, proof }));
  }

  #welcome(): void {
    this.#isWelcome = true;
    this.#attempt = 0;
    this.#deps.onState({ at: 'connected' });
    this.#beat = setInterval(() => this.tell({ type: 'alive' }), HEARTBEAT_MS);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of [...this.#deps.holding(), ...waiting]) this.tell(message);
  }

  /** Starts the wait for the daemon's next word. */
  #listen(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(), SILENCE_MS);
  }

  #lost(): void {
    const reason = this.#refused;
    this.#drop();
    this.#deps.onState(reason === undefined ? { at: 'lost' } : { at: 'refused', reason });
    this.#retry = setTimeout(() => this.#connect(), backOffMs(this.#attempt, this.#deps.random()));
    this.#attempt += 1;
  }

  #drop(): void {
    clearTimeout(this.#silence);
    clearInterval(this.#beat);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#isWelcome = false;
    socket?.close();
  }
}

function readMessage(text: string): AgentMessage | undefined {
  try {
    return AgentMessage.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
