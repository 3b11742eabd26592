import { LiveRequest, type RefusalCode, decode, seatKey, said, type Said } from '@invigil/contract';
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { LIVE_REQUESTS, type Rule } from './access-table.js';
import type { Accounts, Login } from './accounts.js';
import type { AuditTrail } from './audit-trail.js';
import type { StorePort } from './while-away.js';
import { endDeadSocket } from './end-dead-socket.js';
import type { LiveConnection, LiveFeedPort } from './live-socket.js';
import { mayIn } from './may.js';
import type { OpenSockets } from './open-sockets.js';
import { refuseProgram } from './refusal.js';
import type { RefusalTally } from './refusal-tally.js';
import { actorOf } from './told-of.js';

/** The longest time that a timer takes, ms. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** How often a log-in is looked at that another process may have ended, ms. */
const LOOK_MS = 10_000;

export type LiveRouteDeps = {
  live: LiveFeedPort;
  accounts: Pick<Accounts, 'goesOn'>;
  sockets: OpenSockets;
  clock: Clock;
  trail: AuditTrail;
  refusals: RefusalTally;
  store: StorePort;
  log: Log;
};

/** `GET /api/live`: a WebSocket that says what changes. It ends with the log-in. */
export async function liveRoute(app: FastifyInstance, deps: LiveRouteDeps): Promise<void> {
  const { accounts, live, sockets, clock } = deps;
  const wsHandler = (socket: WebSocket, request: FastifyRequest): void => {
    const { login } = request;
    if (login === null) {
      socket.close(1008, 'not signed in');
      return;
    }
    if (!sockets.add(login.id, socket)) {
      socket.close(1013, 'too many pages are open');
      return;
    }
    const connection = live.connect(
      {
        send: (text) => {
          socket.send(text);
        },
        bufferedAmount: () => socket.bufferedAmount,
      },
      login,
    );
    const end = setTimeout(
      () => {
        socket.close(1008, 'signed out');
      },
      Math.min(login.expiresAt - clock.now(), MAX_TIMER_MS),
    );
    end.unref();
    const look = setInterval(() => void closeIfEnded(accounts, login, socket), LOOK_MS);
    look.unref();
    endDeadSocket(socket);
    let isOpen = true;
    let last = Promise.resolve();
    socket.on('message', (data: Buffer) => {
      const asked = decode(LiveRequest, data);
      if (!asked.ok) {
        socket.close(1008, asked.error.code);
        return;
      }
      // One after the other: leaving a seat must not overtake the coming.
      last = (async (before) => {
        await before;
        if (isOpen) await answer(asked.value, { request, login, connection }, deps);
      })(last);
    });
    socket.on('close', () => {
      isOpen = false;
      clearTimeout(end);
      clearInterval(look);
      sockets.remove(login.id, socket);
      connection.close();
    });
    // A broken socket closes too; there is nothing more to do about it.
    socket.on('error', () => undefined);
  };
  app.route({
    method: 'GET',
    url: '/api/live',
    schema: { hide: true },
    handler: (_request, reply) => refuseProgram(reply, 'bad-request', 'this address is for a WebSocket'),
    wsHandler,
  });
}

/** What can't be looked up now is looked up the next time. */
async function closeIfEnded(
  accounts: LiveRouteDeps['accounts'],
  login: Login,
  socket: WebSocket,
): Promise<void> {
  const goesOn = await accounts.goesOn(login).catch(() => true);
  if (!goesOn) socket.close(1008, 'signed out');
}

type Page = { request: FastifyRequest; login: Login; connection: LiveConnection };

/** Does what a page asks where it may, and what is to be in the audit log is. */
async function answer(asked: LiveRequest, page: Page, deps: LiveRouteDeps): Promise<void> {
  const { request, login, connection } = page;
  const rule: Rule = LIVE_REQUESTS[asked.type];
  const who = actorOf(request);
  const key = seatKey(asked);
  const refuse = (code: RefusalCode, why: Said): void => {
    const { type, room, seat } = asked;
    connection.refuse({ type: 'refused', request: type, room, seat, code, ...why });
  };
  if (!mayIn(rule, login, asked.room)) {
    await deps.refusals.refused(who, 'request-refused', `${key} ${asked.type}`);
    refuse('forbidden', said('not-for-role', { role: login.role }));
    return;
  }
  try {
    if (rule.audit !== undefined) await deps.trail.look(login.id, who, rule.audit, key);
  } catch (cause) {
    if (deps.store.isAway(cause)) {
      refuse('store-away', said('store-away'));
      return;
    }
    deps.log.error(
      { err: cause, route: request.routeOptions.url },
      'refused: the audit log can not be written',
    );
    refuse('not-recorded', said('not-recorded'));
    return;
  }
  if (asked.type === 'watch') connection.watch(asked);
  else connection.unwatch(asked);
}
