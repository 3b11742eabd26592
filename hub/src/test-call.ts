import { type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { HUB_TLS_NAME } from '@invigil/contract';

export type Called = { status: number; body: string; cookie: string };
export type CallOptions = Omit<RequestOptions, 'headers'> & {
  /** What isn't bytes goes as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
};

/** For tests only: one request over HTTPS to a hub whose authority is `ca`, on a connection of its own unless an agent is given. */
export function callHub(
  hub: { url: string; ca: string },
  path: string,
  { body, method = 'POST', ...options }: CallOptions = {},
): Promise<Called> {
  const bytes = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const headers = {
    ...(typeof bytes === 'string' && { 'content-type': 'application/json' }),
    ...options.headers,
  };
  // Paths go out as they are written: an URL would tidy `..` away.
  const { hostname, port } = new URL(hub.url);
  const to = { hostname, port, path, method, ca: hub.ca, servername: HUB_TLS_NAME, agent: false };
  return new Promise((resolve, reject) => {
    const sent = request({ ...to, ...options, headers }, (response) => {
      const [first = ''] = response.headers['set-cookie'] ?? [];
      text(response).then(
        (read) => resolve({ status: response.statusCode ?? 0, body: read, cookie: first }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}
