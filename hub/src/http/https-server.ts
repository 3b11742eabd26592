import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { HUB_TLS_NAME } from '@invigil/contract';
import type { TlsMaterial } from '../lib/peer-certificate.js';

/** What the hub shows: to seats, and to browsers where that is another. */
export type HttpTls = { own: TlsMaterial; browsers?: { cert: string; key: string } | undefined };

/**
 * A server that speaks HTTPS. Who has a certificate of the centre may show it, so that a seat is known by it; a browser has none and
 * is asked for its log-in.
 */
export function httpsServer(
  tls: HttpTls,
  limits: { requestTimeout: number; headersTimeout: number },
  listener: RequestListener,
): Server {
  const minVersion = 'TLSv1.2';
  const ownContext = createSecureContext({ ...tls.own, minVersion });
  const shown = tls.browsers ?? tls.own;
  return createServer(
    {
      key: shown.key,
      cert: shown.cert,
      ca: tls.own.ca,
      requestCert: true,
      rejectUnauthorized: false,
      minVersion,
      ...limits,
      connectionsCheckingInterval: 1000,
      handshakeTimeout: 5000,
      SNICallback: (name, done) => done(null, name === HUB_TLS_NAME ? ownContext : undefined),
    },
    listener,
  );
}
