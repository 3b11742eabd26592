import { Server as TlsServer } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { HubError, messageOf } from '../lib/hub-error.js';
import type { Log } from '../lib/log.js';

/** Begins to listen. Gives the address; throws a {@link HubError} with code `http-unavailable`. */
export async function listen(
  app: FastifyInstance,
  at: { host: string; port: number },
  log: Log,
): Promise<string> {
  try {
    const url = await app.listen({ host: at.host, port: at.port });
    // Such as: no file descriptor is left. Unheard, it would end the process.
    app.server.on('error', (cause) => {
      log.warn({ reason: cause.message }, 'http connection not accepted');
    });
    // Fastify does not know what a server speaks that it did not make.
    return app.server instanceof TlsServer ? url.replace(/^http:/, 'https:') : url;
  } catch (cause) {
    const line = `http: can't listen on ${at.host}:${at.port}: ${messageOf(cause)}`;
    throw new HubError('http-unavailable', line, { cause });
  }
}
