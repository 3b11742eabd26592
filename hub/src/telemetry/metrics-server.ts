import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Rollup } from '@invigil/contract';
import { bracketed } from '../lib/bracketed.js';
import type { MetricsConfig } from '../lib/metrics-config.js';
import { HubError, messageOf } from '../lib/hub-error.js';
import type { Log } from '../lib/log.js';
import type { TlsMaterial } from '../lib/peer-certificate.js';
import { matchesSha256, sha256Hex } from '../lib/sha256.js';

const REQUEST_MS = 10_000;

export type MetricsServerDeps = {
  config: MetricsConfig;
  /** What must be told; undefined: whoever reaches the address may read. */
  token: string | undefined;
  /** What HTTPS shows. */
  tls: TlsMaterial | undefined;
  metrics: { type: string; read(): Promise<string> };
  /** How the rooms are, for another hub's centre view. */
  rollup: () => Rollup;
  log: Log;
};

/** Serves `GET /metrics`, `GET /rollup` and nothing else, apart from what people and seats use: who reads figures reaches nothing else of the hub. */
export class MetricsServer {
  readonly #deps: MetricsServerDeps;
  readonly #tokenHash: string | undefined;
  readonly #server: Server;

  constructor(deps: MetricsServerDeps) {
    this.#deps = deps;
    this.#tokenHash = deps.token === undefined ? undefined : sha256Hex(deps.token);
    const limits = { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS };
    const answer = (request: IncomingMessage, reply: ServerResponse): void => {
      void this.#answer(request, reply);
    };
    this.#server =
      deps.tls === undefined
        ? createServer(limits, answer)
        : createTlsServer({ ...limits, ...deps.tls, minVersion: 'TLSv1.2' }, answer);
  }

  /** Begins to listen; gives the address. Throws a {@link HubError} with code `http-unavailable`. */
  async start(): Promise<string> {
    const { config, log, tls } = this.#deps;
    try {
      this.#server.listen(config.port, config.host);
      await once(this.#server, 'listening');
    } catch (cause) {
      const line = `metrics: can't listen on ${config.host}:${config.port}: ${messageOf(cause)}`;
      throw new HubError('http-unavailable', line, { cause });
    }
    this.#server.on('error', (cause) => {
      log.warn({ reason: cause.message }, 'metrics connection not accepted');
    });
    const address = this.#server.address();
    const port = typeof address === 'object' && address !== null ? address.port : config.port;
    return `${tls === undefined ? 'http' : 'https'}://${bracketed(config.host)}:${port}/metrics`;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    reply.setHeader('cache-control', 'no-store');
    const [path] = (request.url ?? '').split('?');
    if (request.method !== 'GET' || (path !== '/metrics' && path !== '/rollup')) {
      reply.writeHead(404).end();
      return;
    }
    if (!this.#mayRead(request)) {
      reply.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
      return;
    }
    const { log, metrics, rollup } = this.#deps;
    try {
      const type = path === '/rollup' ? 'application/json; charset=utf-8' : metrics.type;
      const text = path === '/rollup' ? JSON.stringify(rollup()) : await metrics.read();
      reply.writeHead(200, { 'content-type': type }).end(text);
    } catch (cause) {
      log.error({ err: cause }, 'figures can not be read');
      reply.writeHead(500).end();
    }
  }

  #mayRead({ headers }: IncomingMessage): boolean {
    if (this.#tokenHash === undefined) return true;
    const token = /^Bearer (\S{1,512})$/i.exec(headers.authorization ?? '')?.[1];
    return token !== undefined && matchesSha256(token, this.#tokenHash);
  }
}
