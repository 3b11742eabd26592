import type { FastifyInstance } from 'fastify';
import { HubError, messageOf } from '../lib/hub-error.js';

/** Begins to listen. Gives the address; throws a {@link HubError} with code `http-unavailable`. */
export async function listen(app: FastifyInstance, at: { host: string; port: number }): Promise<string> {
  try {
    return await app.listen({ host: at.host, port: at.port });
  } catch (cause) {
    const line = `http: can't listen on ${at.host}:${at.port}: ${messageOf(cause)}`;
    throw new HubError('http-unavailable', line, { cause });
  }
}
