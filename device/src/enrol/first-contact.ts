import { X509Certificate } from 'node:crypto';
import { connect, type DetailedPeerCertificate } from 'node:tls';
import { HUB_TLS_NAME } from '@invigil/contract';

const TIMEOUT_MS = 10_000;
/** More in a chain is none. */
const MAX_CHAIN = 5;

/**
 * The authority's certificate (PEM) that has this fingerprint, out of the chain that the hub shows; undefined where none has it.
 * Nothing is told to the hub here, and it is not yet trusted: the connection that follows trusts this authority alone.
 */
export function authorityOf(hub: URL, fingerprint: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: hub.hostname.replace(/^\[|\]$/g, ''),
      port: hub.port === '' ? 443 : Number(hub.port),
      servername: HUB_TLS_NAME,
      rejectUnauthorized: false,
    });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('the hub does not answer')));
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const found = chainOf(socket.getPeerCertificate(true)).find(
        (one) => one.fingerprint256.replaceAll(':', '').toLowerCase() === fingerprint,
      );
      socket.destroy();
      resolve(found && new X509Certificate(found.raw).toString());
    });
  });
}

function chainOf(first: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  // At its end a chain leads to itself.
  for (let at = first; at?.raw !== undefined && !chain.includes(at); at = at.issuerCertificate) {
    if (chain.push(at) >= MAX_CHAIN) break;
  }
  return chain;
}
