import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** Who is at the other end of a connection, by a certificate that the centre's authority signed. */
export type Peer = {
  /** Upper-case hexadecimal. */
  serial: string;
  /** The subject's common name. */
  name: string;
};

/** The certificate that the other end proved to hold; undefined without TLS, without one, or with one of another authority. */
export function peerOf(socket: Socket): Peer | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  // After a session that was resumed the certificate is the one of its beginning.
  const { serialNumber, subject } = socket.getPeerCertificate();
  const name: unknown = subject?.CN;
  return typeof serialNumber === 'string' && typeof name === 'string'
    ? { serial: serialNumber.toUpperCase(), name }
    : undefined;
}

/** What one end of a TLS connection shows and trusts, PEM. */
export type TlsMaterial = { key: string; cert: string; ca: string };
