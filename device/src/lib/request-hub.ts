import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { HUB_TLS_NAME } from '@invigil/contract';
import type { SeatIdentity } from './seat-identity.js';

/** What to ask of the hub. */
export type HubRequest = {
  method: 'GET' | 'PUT' | 'POST';
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Whom to trust, and what to show where the seat has it; without it the machine's own trust holds. */
  tls?: Pick<SeatIdentity, 'ca'> & Partial<SeatIdentity>;
  signal: AbortSignal;
};

/** Asks the hub by HTTP or HTTPS. Follows no redirect: a credential must not follow whoever does. Rejects where it is not reached. */
export function requestHub(
  url: URL,
  { body, tls, ...options }: HubRequest,
): Promise<{ status: number; text: string }> {
  const identity = tls && { ...tls, servername: HUB_TLS_NAME };
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, { ...options, ...identity }, (response) => {
      const status = response.statusCode ?? 0;
      text(response).then((answer) => resolve({ status, text: answer }), reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
