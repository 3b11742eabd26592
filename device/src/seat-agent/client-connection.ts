import { type AgentMessage, ClientMessage, type ClientName, decode } from '@invigil/contract';
import type { WebSocket } from 'ws';
import { TokenBucket } from './token-bucket.js';

type Refusal = Extract<AgentMessage, { type: 'refused' }>;

/** Messages a second that are read of one client, and how many at once. More waits in its own socket. */
const PER_SECOND = 50;
const BURST = 200;
/** Messages that may have arrived together beyond that: one read of a socket holds thousands of small ones. */
const MOST_DEBT = 1000;
/** Messages of one connection that can't be read, or are not its own, until it is cut. */
const MOST_BAD = 20;
/** Bytes that wait for a client that doesn't read, until it is cut; and until it gets no more pictures. */
const MOST_WAITING = 1024 * 1024;
const MOST_WAITING_PICTURES = 128 * 1024;
/** How long who is cut has to answer the farewell, ms. */
const FAREWELL_MS = 1000;
const POLICY_VIOLATION = 1008;

type ConnectionDeps = {
  socket: WebSocket;
  client: ClientName;
  monotonic: () => number;
  heard: (message: ClientMessage, from: ClientConnection) => void;
  gone: (from: ClientConnection) => void;
};

/** A client that has proved who it is. */
export class ClientConnection {
  readonly client: ClientName;
  readonly #deps: ConnectionDeps;
  readonly #bucket: TokenBucket;
  #bad = 0;
  #closing = false;

  constructor(deps: ConnectionDeps) {
    this.#deps = deps;
    this.client = deps.client;
    const { monotonic, socket } = deps;
    this.#bucket = new TokenBucket({ perSecond: PER_SECOND, burst: BURST, monotonic });
    socket.on('message', (data, isBinary) => this.#take(data, isBinary));
    socket.once('close', () => deps.gone(this));
  }

  send(message: AgentMessage): void {
    this.#give(JSON.stringify(message), MOST_WAITING);
  }

  /** Passed over while the client is behind: the next picture is as good. */
  sendPicture(jpeg: Uint8Array): void {
    if (this.#deps.socket.bufferedAmount < MOST_WAITING_PICTURES) this.#give(jpeg, MOST_WAITING);
  }

  /** Says why a message was not taken; who goes on like that is cut. */
  refuse(reason: Refusal['reason'], words: string): void {
    this.#bad += 1;
    if (this.#bad > MOST_BAD) this.end('too-many', 'too many messages that could not be taken');
    else this.send({ type: 'refused', reason, words });
  }

  /** Says why, and closes. */
  end(reason: Refusal['reason'], words: string): void {
    if (this.#closing) return;
    this.send({ type: 'refused', reason, words });
    this.#closing = true;
    cut(this.#deps.socket, POLICY_VIOLATION, reason);
  }

  /** Closes without a word, as at the end of the daemon. */
  close(): void {
    this.#closing = true;
    cut(this.#deps.socket, 1001, 'the seat stops');
  }

  #take(data: unknown, isBinary: boolean): void {
    if (this.#closing) return;
    const left = this.#bucket.take();
    if (left < -MOST_DEBT) return this.end('too-many', 'too many messages');
    if (left < 0) this.#rest();
    if (isBinary || !(data instanceof Buffer)) return this.refuse('not-read', 'only text is read');
    const read = decode(ClientMessage, data);
    if (read.ok) this.#deps.heard(read.value, this);
    else this.refuse('not-read', read.error.message.slice(0, 200));
  }

  /** What is not read fills the client's own buffers, and it waits. */
  #rest(): void {
    const { socket } = this.#deps;
    if (socket.isPaused) return;
    socket.pause();
    setTimeout(() => socket.resume(), this.#bucket.debtMs).unref();
  }

  #give(data: string | Uint8Array, most: number): void {
    const { socket } = this.#deps;
    if (this.#closing || socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > most) {
      this.#closing = true;
      socket.terminate();
      return;
    }
    socket.send(data);
  }
}

/** Closes, and does not wait long for the other side. */
export function cut(socket: WebSocket, code: number, reason: string): void {
  // A paused socket would never see the answer.
  socket.resume();
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), FAREWELL_MS).unref();
}
