import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from the hub's own pages. Browsers put the origin of the page into every WebSocket and every
 * change (Fetch standard, 3.2), so a foreign page is known by it. What sends none is no browser and carries no cookie
 * that it was not given.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, publicUrl: string | undefined): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
