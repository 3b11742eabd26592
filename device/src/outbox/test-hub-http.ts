import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { SESSION_HEADER } from '@invigil/contract';
import type { HubAccess } from './put-to-hub.js';

export type HeardPut = {
  path: string;
  auth: string;
  seat: string;
  type: string;
  /** What the header `x-invigil-sha256` says; empty where there is none. */
  sha256: string;
  /** What the header `x-invigil-session` says; undefined where there is none. */
  session: string | undefined;
  bytes: Buffer;
};

/** A real HTTP server in the place of the hub: takes pictures, or answers with the status that it is told. */
export class TestHubHttp {
  readonly heard: HeardPut[] = [];
  /** Status for each request, by path; 204 where it gives undefined. */
  status: (path: string) => number | undefined = () => undefined;
  /** What is said with a status that has a body, by path. */
  answer: (path: string) => string = () => '{"code":"too-large","message":"no"}';
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { authorization = '', 'content-type': type = '' } = request.headers;
        const path = request.url ?? '';
        const seat = String(request.headers['x-invigil-seat']);
        const sha256 = String(request.headers['x-invigil-sha256'] ?? '');
        const session = request.headers[SESSION_HEADER]?.toString();
        const bytes = Buffer.concat(chunks);
        this.heard.push({ path, auth: authorization, seat, type, sha256, session, bytes });
        const status = this.status(path) ?? 204;
        response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' });
        response.end(status === 204 ? undefined : this.answer(path));
      });
    });
  }

  static async start(): Promise<TestHubHttp> {
    const hub = new TestHubHttp();
    hub.#server.listen(0, '127.0.0.1');
    await once(hub.#server, 'listening');
    return hub;
  }

  get access(): HubAccess {
    const address = this.#server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return {
      httpUrl: `http://127.0.0.1:${port}`,
      address: { centre: 'north', room: 'a', seat: 's1' },
      token: 'a-token-of-the-test-seat',
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
