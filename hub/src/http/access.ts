import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Peer, peerOf } from '../lib/peer-certificate.js';
import type { PlannedSeat } from '../lib/room-plan.js';
import type { Accounts, Login } from './accounts.js';
import { isOwnOrigin } from './origin.js';
import { refuse } from './refusal.js';

/** Name of the cookie that holds a log-in's secret. */
export const COOKIE = 'invigil_login';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call a route: `public` everybody, `seat` a seat with its certificate or token, left out: who is signed in. */
    access?: 'public' | 'seat';
  }
  interface FastifyRequest {
    /** Who is signed in; null on public routes and those for seats. */
    login: Login | null;
    /** The seat that calls; null on all other routes. */
    seat: PlannedSeat | null;
  }
}

export type AccessDeps = {
  accounts: Accounts;
  seatOf: (principal: string, token: string) => PlannedSeat | undefined;
  /** Undefined where there are no certificates. */
  seatOfPeer?: ((peer: Peer) => Promise<PlannedSeat | undefined>) | undefined;
  publicUrl: string | undefined;
};

/** Closes every route that does not say otherwise, also those that do not exist. */
export function guardAccess(app: FastifyInstance, deps: AccessDeps): void {
  app.decorateRequest('login', null);
  app.decorateRequest('seat', null);
  app.addHook('onRequest', async (request, reply) => {
    const { access } = request.routeOptions.config;
    if (access === 'seat') return checkSeat(request, reply, deps);
    if (changesOrConnects(request) && !isOwnOrigin(request.headers, deps.publicUrl)) {
      return refuse(reply, 'forbidden', 'this request comes from a page of another origin');
    }
    if (access === 'public') return undefined;
    const secret = request.cookies[COOKIE];
    request.login = (secret === undefined ? undefined : await deps.accounts.whoIs(secret)) ?? null;
    if (request.login !== null) return undefined;
    if (wantsPage(request)) return reply.redirect(loginAddress(request.url));
    return refuse(reply, 'not-signed-in', 'sign in first');
  });
}

async function checkSeat(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: AccessDeps,
): Promise<FastifyReply | undefined> {
  // Asked anew for each request of a connection: the certificate may have been revoked since it began.
  const peer = peerOf(request.raw.socket);
  if (peer !== undefined) request.seat = (await deps.seatOfPeer?.(peer)) ?? null;
  if (request.seat !== null) return undefined;
  const principal = request.headers['x-invigil-seat'];
  const token = /^Bearer ([\w.~+/=-]{1,512})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (typeof principal === 'string' && token !== undefined) {
    request.seat = deps.seatOf(principal, token) ?? null;
  }
  if (request.seat !== null) return undefined;
  void reply.header('www-authenticate', 'Bearer');
  return refuse(reply, 'wrong-credentials', 'the certificate, or the name or the token of the seat is wrong');
}

function changesOrConnects(request: FastifyRequest): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(request.method) || request.headers.upgrade !== undefined;
}

/** Whether a browser asks for a page, rather than a page for data. */
export function wantsPage(request: FastifyRequest): boolean {
  return request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
}

function loginAddress(url: string): string {
  return url === '/' ? '/login' : `/login?next=${encodeURIComponent(url)}`;
}
