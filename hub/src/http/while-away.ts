import { said } from '@invigil/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { awayPage } from './away-page.js';
import { readerWho } from './reader-who.js';
import { refuse } from './refusal.js';

/** Whether the database of the hub is reached. */
export type StorePort = {
  /** Since when it is away, epoch ms; null: it answers. */
  awaySince(): number | null;
  /** Whether something failed because it is away. */
  isAway(cause: unknown): boolean;
};

/** What needs nothing that is stored. */
const ANYWAY: ReadonlySet<string | undefined> = new Set(['/healthz', '/login.css', '/icon.svg']);

/** Refuses at once what could only wait for a database that is away: who asks learns it now, and not after the patience of a connection. */
export function refuseWhileAway(app: FastifyInstance, store: StorePort): void {
  app.addHook('onRequest', async (request, reply) => {
    const since = store.awaySince();
    if (since === null || (request.method === 'GET' && ANYWAY.has(request.routeOptions.url)))
      return undefined;
    return refuseAway(request, reply, since);
  });
}

/** Answers that the database is away: with a page where a browser shows one. @param since epoch ms */
export function refuseAway(request: FastifyRequest, reply: FastifyReply, since: number): FastifyReply {
  void reply.header('retry-after', '5').header('cache-control', 'no-store');
  const isPage = (request.headers.accept ?? '').includes('text/html');
  if (!isPage) return refuse(reply, 'store-away', said('store-away'));
  const again = request.method === 'GET' ? request.url : '/';
  return reply
    .code(503)
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(awayPage({ reader: readerWho(request), since, again }));
}
