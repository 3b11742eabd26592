import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  type AgentMessage,
  type ClientMessage,
  type ClientName,
  type ExamFacts,
  MAX_CLIENT_MESSAGE,
} from '@invigil/contract';
import { type WebSocket, WebSocketServer } from 'ws';
import { DeviceError } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import { askerOf, type Place } from './asker.js';
import { ClientConnection } from './client-connection.js';
import type { ClientKeys } from './client-keys.js';
import { greet } from './greet.js';
import type { PageFile } from './page-files.js';
import { servePage } from './serve-page.js';
import { Strangers } from './strangers.js';

const LOOPBACK = '127.0.0.1';
const PATH = '/client';
/** Welcome connections of one kind: so many tabs, and no more. */
const MOST_OF_A_KIND = 4;
/** How long a request may take to be said, ms. */
const REQUEST_MS = 3000;

type Refusal = Pick<Extract<AgentMessage, { type: 'refused' }>, 'reason' | 'words'>;

type DoorDeps = {
  /** 0: any that is free. */
  port: number;
  extensionIds: readonly string[];
  keys: ClientKeys;
  files: ReadonlyMap<string, PageFile>;
  facts: () => ExamFacts;
  /** Whether a kind of client is listened to now. */
  isWanted: (client: ClientName) => boolean;
  came: (connection: ClientConnection) => void;
  heard: (message: ClientMessage, from: ClientConnection) => void;
  gone: (connection: ClientConnection) => void;
  monotonic: () => number;
  log: Log;
};

/** The one way in on the loopback. It lets nobody in who has no key, and nobody stand in it. */
export class Door {
  readonly #deps: DoorDeps;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_CLIENT_MESSAGE,
    perMessageDeflate: false,
  });
  readonly #strangers = new Strangers();
  readonly #welcome = new Set<ClientConnection>();
  #port = 0;

  constructor(deps: DoorDeps) {
    this.#deps = deps;
    const { facts, files } = deps;
    const timeouts = {
      headersTimeout: REQUEST_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: 1000,
    };
    this.#server = createServer(timeouts, servePage({ place: () => this.#place, files, facts }));
    this.#server.on('connection', (socket) => this.#strangers.add(socket));
    this.#server.on('clientError', (_, socket) => socket.destroy());
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** The port on which it listens; 0 before. */
  get port(): number {
    return this.#port;
  }

  /** Those that were let in, and are there. */
  get connections(): ReadonlySet<ClientConnection> {
    return this.#welcome;
  }

  /** @throws DeviceError `agent-unavailable` */
  async open(): Promise<void> {
    const { port } = this.#deps;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause) =>
        reject(
          new DeviceError('agent-unavailable', `nothing can listen on ${LOOPBACK}:${port}: agent.port`, {
            cause,
          }),
        ),
      );
      this.#server.listen(port, LOOPBACK, resolve);
    });
    this.#port = portOf(this.#server.address());
    this.#server.on('error', (err) => this.#deps.log.error({ err }, 'seat agent'));
  }

  async close(): Promise<void> {
    for (const connection of this.#welcome) connection.close();
    this.#strangers.clear();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get #place(): Place {
    return { port: this.#port, extensionIds: this.#deps.extensionIds };
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const asker = askerOf(request.headers, this.#place);
    if (asker === undefined || request.url !== PATH) {
      const status = asker === undefined ? '403 Forbidden' : '404 Not Found';
      socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () =>
        socket.destroy(),
      );
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) =>
      this.#greet(webSocket, asker, request.socket),
    );
  }

  #greet(webSocket: WebSocket, asker: ClientName, socket: Socket): void {
    const { came, gone, heard, keys, log, monotonic } = this.#deps;
    // A frame that is too large or broken ends the connection: ws closes it.
    webSocket.on('error', (error) => log.debug({ reason: error.message }, 'connection of a client broken'));
    greet(webSocket, {
      asker,
      keys,
      refusal: (client) => this.#refusal(client),
      welcome: ({ client, version }) => {
        this.#strangers.leave(socket);
        const connection = new ClientConnection({
          socket: webSocket,
          client,
          monotonic,
          heard,
          gone: (one) => {
            this.#welcome.delete(one);
            gone(one);
          },
        });
        this.#welcome.add(connection);
        log.info({ client, version }, 'client connected');
        came(connection);
      },
    });
  }

  #refusal(client: ClientName): Refusal | undefined {
    if (!this.#deps.isWanted(client)) {
      return { reason: 'not-wanted', words: 'the policy in force does not listen to it' };
    }
    const there = [...this.#welcome].filter((connection) => connection.client === client).length;
    return there < MOST_OF_A_KIND
      ? undefined
      : { reason: 'too-many', words: `${MOST_OF_A_KIND} of its kind are connected` };
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return address.port;
}
