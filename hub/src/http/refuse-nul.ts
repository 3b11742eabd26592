import type { FastifyInstance } from 'fastify';
import { refuseProgram } from './refusal.js';

/** U+0000, which PostgreSQL keeps in no text, and which nobody types. */
const NUL = '\0';

/** Refuses requests whose address or words hold a U+0000, whatever the store would make of it. Before any other hook that looks into the store. */
export function refuseNul(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.includes('%00')) return refuseProgram(reply, 'bad-request', 'the address holds a U+0000');
  });
  app.addHook('preValidation', async (request, reply) => {
    if (holdsNul(request.body)) return refuseProgram(reply, 'bad-request', 'a text holds a U+0000');
  });
}

/** Bytes and streams are no words. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(NUL);
  if (Array.isArray(value)) return value.some(holdsNul);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false;
  return Object.entries(value).some(([key, one]) => key.includes(NUL) || holdsNul(one));
}
