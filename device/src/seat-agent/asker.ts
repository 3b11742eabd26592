import type { IncomingHttpHeaders } from 'node:http';
import type { ClientName } from '@invigil/contract';

/** Where the agent listens, and which extensions of a browser belong to it. */
export type Place = { port: number; extensionIds: readonly string[] };

/**
 * Who asks, by what a browser puts into each request and no page can change: `page` from the seat's own page, `browser` from its
 * extension, `editor` from no browser at all; undefined: another page, or a name that another page made to lead here.
 */
export function askerOf(headers: IncomingHttpHeaders, { extensionIds, port }: Place): ClientName | undefined {
  const { host, origin } = headers;
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !hosts.includes(host)) return undefined;
  if (origin === undefined) return 'editor';
  if (hosts.some((own) => origin === `http://${own}`)) return 'page';
  return extensionIds.some((id) => origin === `chrome-extension://${id}`) ? 'browser' : undefined;
}

/** Whether a request for a file is the doing of another site's page. To follow a link to here is not. */
export function isForeignFetch(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return headers['sec-fetch-mode'] !== 'navigate';
}
