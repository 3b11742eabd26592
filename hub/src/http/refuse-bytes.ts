import type { Socket } from 'node:net';
import type { Actor } from './audit-trail.js';

/** What Node's parser says of a request, and what its sender is told. */
const ANSWERS: Readonly<Record<string, { status: string; code: string; message: string }>> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    code: 'too-large',
    message: 'the headers are too long',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    code: 'bad-request',
    message: 'the request did not come whole in time',
  },
};
const BROKEN = { status: '400 Bad Request', code: 'bad-request', message: 'this is no HTTP request' };

/**
 * Answers bytes that are no request, or not in time, with a refusal like any other, and ends the connection. Gives what is to be told of it;
 * undefined: nothing, a browser lets spare connections wait and go.
 */
export function refuseBytes(
  error: Error & { code?: string },
  socket: Socket,
): { who: Actor; what: string } | undefined {
  const who = { actor: null, role: null, address: socket.remoteAddress ?? null };
  const isSpare = socket.bytesRead === 0;
  if (error.code === 'ECONNRESET' || !socket.writable || isSpare) {
    socket.destroy();
    return undefined;
  }
  const { code, message, status } = ANSWERS[error.code ?? ''] ?? BROKEN;
  const body = JSON.stringify({ code, message });
  const head = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8`;
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  return { who, what: message };
}
