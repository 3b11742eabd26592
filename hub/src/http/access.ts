import { said } from '@invigil/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { type Peer, peerOf } from '../lib/peer-certificate.js';
import type { PlannedSeat } from '../lib/room-plan.js';
import { type Rule, ruleOf } from './access-table.js';
import type { Accounts, Login } from './accounts.js';
import { mayIn, reachOf, roomsUnder } from './may.js';
import { isOwnOrigin } from './origin.js';
import { refuse, refuseProgram } from './refusal.js';
import type { RefusalTally } from './refusal-tally.js';
import { actorOf, subjectOf } from './told-of.js';

/** Name of the cookie that holds a log-in's secret. */
export const COOKIE = 'invigil_login';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null on public routes and those for seats. */
    login: Login | null;
    /** The rooms that the answer may be about; null: all. */
    rooms: readonly string[] | null;
    /** The seat that calls; null on all other routes. */
    seat: PlannedSeat | null;
  }
}

export type AccessDeps = {
  accounts: Accounts;
  seatOf: (principal: string, token: string) => PlannedSeat | undefined;
  /** The rooms that a picture belongs to; none: there is no such picture. */
  roomsOfPicture: (sha256: string) => Promise<string[]>;
  refusals: RefusalTally;
  /** Undefined where there are no certificates. */
  seatOfPeer?: ((peer: Peer) => Promise<PlannedSeat | undefined>) | undefined;
  publicUrl: string | undefined;
};

/** What may be done before a password that somebody else gave is changed. */
const DONE_FIRST = new Set(['/api/password', '/api/logout', '/api/me']);

/** Where there is no route only a page of the dashboard or nothing can be found: who is signed in is told which. */
const NO_ROUTE = ruleOf('GET', '/*');

/** Lets through what the access table allows, and nothing else, also where there is no route. */
export function guardAccess(app: FastifyInstance, deps: AccessDeps): void {
  app.decorateRequest('login', null);
  app.decorateRequest('rooms', null);
  app.decorateRequest('seat', null);
  app.addHook('onRequest', async (request, reply) => {
    const path = request.routeOptions.url;
    const rule = request.is404 || path === undefined ? NO_ROUTE : ruleOf(request.method, path);
    if (rule?.who === 'seat') return checkSeat(request, reply, deps);
    if (changesOrConnects(request) && !isOwnOrigin(request.headers, deps.publicUrl)) {
      const { origin } = request.headers;
      await deps.refusals.refused(
        actorOf(request),
        'request-refused',
        `${subjectOf(request)} from ${origin}`,
      );
      return refuse(reply, 'forbidden', said('other-origin'));
    }
    if (rule?.who === 'public') return undefined;
    const secret = request.cookies[COOKIE];
    request.login = (secret === undefined ? undefined : await deps.accounts.whoIs(secret)) ?? null;
    const { login } = request;
    if (login === null) {
      // One that ended is told of like one that was made up: nobody can say which it was.
      if (secret !== undefined)
        await deps.refusals.refused(
          actorOf(request),
          'request-refused',
          'a log-in that is none, or has ended',
        );
      if (wantsPage(request)) return reply.redirect(loginAddress(request.url));
      return refuse(reply, 'not-signed-in', said('sign-in-first'));
    }
    if (login.mustChangePassword === true && !DONE_FIRST.has(request.routeOptions.url ?? '')) {
      if (wantsPage(request)) return reply.redirect('/login?error=password-change-needed');
      return refuse(reply, 'password-change-needed', said('change-password-first'));
    }
    if (rule !== undefined && (await mayAsk(request, login, rule, deps))) {
      request.rooms = roomsUnder(rule, login);
      return undefined;
    }
    await deps.refusals.refused(actorOf(request), 'request-refused', subjectOf(request));
    return refuse(reply, 'forbidden', said('not-for-role', { role: login.role }));
  });
}

/** Only what is looked at here: the room that a request names, not whether its form is right. */
async function mayAsk(request: FastifyRequest, login: Login, rule: Rule, deps: AccessDeps): Promise<boolean> {
  const reach = reachOf(rule, login);
  if (reach === undefined) return false;
  switch (rule.room) {
    case undefined:
      return true;
    case 'path':
      return mayIn(rule, login, namedIn(request.params, 'room') ?? '');
    case 'query': {
      const room = namedIn(request.query, 'room');
      return room === undefined || mayIn(rule, login, room);
    }
    case 'picture': {
      const rooms = await deps.roomsOfPicture(namedIn(request.params, 'sha256') ?? '');
      return rooms.length === 0 || rooms.some((room) => mayIn(rule, login, room));
    }
  }
}

const Named = z.object({ room: z.unknown(), sha256: z.unknown() }).partial();

/** A name in a path or a query. More than one under the same key is a name that no room has. */
function namedIn(from: unknown, key: 'room' | 'sha256'): string | undefined {
  const named = Named.safeParse(from).data?.[key];
  return named === undefined || typeof named === 'string' ? named : '';
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
  const actor = typeof principal === 'string' ? principal : (peer?.name ?? null);
  await deps.refusals.refused({ actor, role: null, address: request.ip }, 'seat-refused', subjectOf(request));
  void reply.header('www-authenticate', 'Bearer');
  return refuseProgram(
    reply,
    'wrong-credentials',
    'the certificate, or the name or the token of the seat is wrong',
  );
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
