import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type AgentMessage,
  ClientHello,
  ClientMessage,
  type ClientName,
  type ExamFacts,
  proofText,
  SEAT_CLIENT_VERSION,
  type SeatStatus,
} from '@invigil/contract';
import { type WebSocket, WebSocketServer } from 'ws';
import { textOf } from './bare-browser.js';

export const SEAT_BUILD = fileURLToPath(new URL('../../../device/seat/dist/', import.meta.url));
const PING_MS = 1000;
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** What a client said, with when it came. */
export type Heard = { client: ClientName; at: number; message: ClientMessage };

const KINDS = [
  'page-hidden',
  'window-blurred',
  'fullscreen-left',
  'second-display',
  'devtools-open',
  'text-copied',
  'pasted-inside',
  'pasted-outside',
  'page-reloaded',
  'page-closed',
] as const;

const STATUS: SeatStatus = {
  session: 'algebra-2',
  stage: 'arriving',
  camera: 'watching',
  blind: [],
  hub: 'connected',
  parts: ['page'],
  lookedAt: false,
  hand: null,
};

/**
 * The daemon's side of the loopback as the contract has it, with nothing behind it: a test says what the seat sees, and reads what the clients say.
 * It reads every message by the contract's schema, so that a client which says something else fails the test.
 */
export class CandidateAgent {
  readonly heard: Heard[] = [];
  readonly #server: Server;
  readonly #sockets = new Map<WebSocket, ClientName>();
  readonly #keys: Record<ClientName, string> = { page: key(), browser: key(), editor: key() };
  readonly #salt = randomBytes(16).toString('hex');
  #status = STATUS;
  facts: ExamFacts;

  private constructor(facts: ExamFacts) {
    this.facts = facts;
    this.#server = createServer((request, response) => {
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      if (path === '/exam') return void response.end(JSON.stringify(this.facts));
      const file = join(SEAT_BUILD, 'app', path === '/' ? 'index.html' : path);
      if (!existsSync(file)) return void response.writeHead(404).end();
      response.setHeader('content-type', TYPES[extname(file)] ?? 'text/html; charset=utf-8');
      response.end(readFileSync(file));
    });
    const sockets = new WebSocketServer({ server: this.#server, path: '/client' });
    sockets.on('connection', (socket) => this.#greet(socket));
  }

  static async start(facts: ExamFacts, port = 0): Promise<CandidateAgent> {
    const agent = new CandidateAgent(facts);
    await new Promise<void>((resolve) => agent.#server.listen(port, '127.0.0.1', resolve));
    return agent;
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get pageUrl(): string {
    return `http://127.0.0.1:${this.port}/#key=${this.#keys.page}`;
  }

  say(message: AgentMessage, to: ClientName = 'page'): void {
    for (const [socket, client] of this.#sockets) if (client === to) socket.send(JSON.stringify(message));
  }

  become(status: Partial<SeatStatus>): void {
    this.#status = { ...this.#status, ...status };
    this.say({ type: 'status', status: this.#status });
  }

  picture(jpeg: Buffer): void {
    for (const [socket, client] of this.#sockets) if (client === 'page') socket.send(jpeg);
  }

  /** Cuts every connection, as a daemon that is killed does. */
  cut(): void {
    for (const socket of this.#sockets.keys()) socket.terminate();
  }

  /** What was said of a type, by a client. */
  of<T extends ClientMessage['type']>(type: T, client: ClientName = 'page') {
    return this.heard.flatMap((one) =>
      one.client === client && isOf(one.message, type) ? [one.message] : [],
    );
  }

  async stop(): Promise<void> {
    this.cut();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #greet(socket: WebSocket): void {
    const nonce = randomBytes(16).toString('hex');
    send(socket, { type: 'challenge', v: SEAT_CLIENT_VERSION, nonce });
    socket.once('message', (data) => {
      const hello = ClientHello.parse(JSON.parse(textOf(data)));
      const proof = createHmac('sha256', Buffer.from(this.#keys[hello.client], 'hex'))
        .update(proofText(nonce, hello.client))
        .digest('hex');
      if (proof !== hello.proof) {
        send(socket, { type: 'refused', reason: 'proof', words: 'not the key' });
        return socket.close();
      }
      this.#welcome(socket, hello.client);
    });
  }

  #welcome(socket: WebSocket, client: ClientName): void {
    this.#sockets.set(socket, client);
    const ping = setInterval(() => send(socket, { type: 'ping' }), PING_MS);
    socket.on('close', () => {
      clearInterval(ping);
      this.#sockets.delete(socket);
    });
    socket.on('message', (data) => {
      const message = ClientMessage.parse(JSON.parse(textOf(data)));
      this.heard.push({ client, at: Date.now(), message });
      if (message.type === 'copied') this.#passOn(message.mark, socket);
    });
    const recorded = { kinds: [...KINDS], editing: false, allowedExtensions: [], salt: this.#salt };
    const browserKey = client === 'page' ? { browserKey: this.#keys.browser } : {};
    send(socket, { type: 'welcome', recorded, ...browserKey });
    if (client === 'page') send(socket, { type: 'status', status: this.#status });
  }

  #passOn(mark: string, from: WebSocket): void {
    for (const socket of this.#sockets.keys()) if (socket !== from) send(socket, { type: 'copied', mark });
  }
}

function send(socket: WebSocket, message: AgentMessage): void {
  socket.send(JSON.stringify(message));
}

function key(): string {
  return randomBytes(32).toString('hex');
}

function isOf<T extends ClientMessage['type']>(
  message: ClientMessage,
  type: T,
): message is Extract<ClientMessage, { type: T }> {
  return message.type === type;
}
