import {
  AgentMessage,
  ClientFile,
  type ClientMessage,
  HANDSHAKE_MS,
  HEARTBEAT_MS,
  type Recorded,
  SEAT_CLIENT_VERSION,
  safeParse,
} from '@invigil/contract';
import { WebSocket } from 'ws';
import { helloOf } from './proof.js';

type Refused = Extract<AgentMessage, { type: 'refused' }>['reason'];

/** Whether the daemon listens; where not, why not, as far as that can be told. */
export type LinkState =
  | { link: 'connected'; recorded: Recorded }
  | { link: 'offline'; why: 'no-file' | 'unreachable' | Refused };

export type LinkDeps = {
  /** The text of `editor.json`, read anew for each attempt: the daemon draws a key for each boot. */
  readFile: () => Promise<string>;
  /** Version of the extension. */
  version: string;
  onState: (state: LinkState) => void;
  /** Another program of the seat said that a text with this mark was copied. */
  onMark: (mark: string) => void;
  /** First and longest wait between attempts, ms. */
  waits?: { firstMs: number; mostMs: number };
};

const WAITS = { firstMs: 250, mostMs: 4000 };
/** A daemon that does not want an editor is asked again no more often than this, ms. */
const UNWANTED_MS = 15_000;

/**
 * The connection to the seat's daemon, for as long as the editor runs: reads where it is, proves that it may, says that it is there, and
 * tries again with growing waits. It never takes its leave: an extension that was switched off is to be missed.
 */
export class Link {
  readonly #deps: LinkDeps;
  readonly #waits: { firstMs: number; mostMs: number };
  #socket: WebSocket | undefined;
  #welcome = false;
  #key = '';
  #why: Extract<LinkState, { link: 'offline' }>['why'] = 'unreachable';
  #waitMs: number;
  #retry: NodeJS.Timeout | undefined;
  #handshake: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(deps: LinkDeps) {
    this.#deps = deps;
    this.#waits = deps.waits ?? WAITS;
    this.#waitMs = this.#waits.firstMs;
  }

  /** Connects now, without waiting for the next attempt. Does nothing where it is connected. */
  connect(): void {
    if (this.#stopped || this.#socket) return;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    void this.#attempt();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#socket?.terminate();
    this.#over();
  }

  /** Sends at once, if there is a connection. */
  send(message: ClientMessage): void {
    if (this.#welcome) this.#socket?.send(JSON.stringify(message));
  }

  async #attempt(): Promise<void> {
    const file = await this.#file();
    if (this.#stopped || this.#socket) return;
    if (!file) {
      this.#lost('no-file');
      return;
    }
    this.#key = file.key;
    this.#why = 'unreachable';
    const socket = new WebSocket(`ws://127.0.0.1:${file.port}/client`, {
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: 1_048_576,
      perMessageDeflate: false,
    });
    this.#socket = socket;
    this.#handshake = setTimeout(() => socket.terminate(), 2 * HANDSHAKE_MS);
    socket.on('message', (data, isBinary) => {
      // A text comes as one buffer unless the socket is told otherwise.
      if (!isBinary && this.#socket === socket && Buffer.isBuffer(data)) this.#heard(data.toString());
    });
    // What went wrong is told by `close`, which follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#over();
      if (!this.#stopped) this.#lost(this.#why);
    });
  }

  async #file(): Promise<ClientFile | undefined> {
    try {
      const read = safeParse(ClientFile, JSON.parse(await this.#deps.readFile()));
      return read.success ? read.data : undefined;
    } catch {
      return undefined;
    }
  }

  #heard(text: string): void {
    const message = readMessage(text);
    if (message) this.#take(message);
  }

  #take(message: AgentMessage): void {
    switch (message.type) {
      case 'challenge':
        if (message.v === SEAT_CLIENT_VERSION) {
          const hello = helloOf(this.#key, message.nonce, this.#deps.version);
          this.#socket?.send(JSON.stringify(hello));
        } else {
          this.#why = 'version';
          this.#socket?.close();
        }
        break;
      case 'welcome':
        clearTimeout(this.#handshake);
        this.#welcome = true;
        this.#waitMs = this.#waits.firstMs;
        this.#heartbeat = setInterval(() => this.send({ type: 'alive' }), HEARTBEAT_MS);
        this.#deps.onState({ link: 'connected', recorded: message.recorded });
        break;
      case 'recorded':
        if (this.#welcome) this.#deps.onState({ link: 'connected', recorded: message.recorded });
        break;
      case 'ping':
        this.send({ type: 'alive' });
        break;
      case 'copied':
        this.#deps.onMark(message.mark);
        break;
      case 'refused':
        // A message that was not taken is no end; the daemon closes where it means one.
        this.#why = message.reason;
        break;
      // The rest is for the candidate's page.
      case 'status':
      case 'message':
      case 'calibrated':
      case 'cued':
      case 'guidance':
      case 'hearing':
        break;
    }
  }

  #over(): void {
    clearTimeout(this.#handshake);
    clearInterval(this.#heartbeat);
    this.#socket = undefined;
    this.#welcome = false;
  }

  #lost(why: Extract<LinkState, { link: 'offline' }>['why']): void {
    this.#deps.onState({ link: 'offline', why });
    const waitMs = why === 'not-wanted' || why === 'version' ? UNWANTED_MS : this.#waitMs;
    this.#waitMs = Math.min(this.#waits.mostMs, this.#waitMs * 2);
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      void this.#attempt();
    }, waitMs);
  }
}

function readMessage(text: string): AgentMessage | undefined {
  try {
    const read = safeParse(AgentMessage, JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}
