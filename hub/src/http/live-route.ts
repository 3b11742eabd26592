import { LiveRequest, decode } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../lib/clock.js';
import type { LiveFeedPort } from './live-socket.js';
import type { OpenSockets } from './open-sockets.js';

/** The longest time that a timer takes, ms. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export type LiveRouteDeps = { live: LiveFeedPort; sockets: OpenSockets; clock: Clock };

/** `GET /api/live`: a WebSocket that says what changes. It ends with the log-in. */
export async function liveRoute(app: FastifyInstance, deps: LiveRouteDeps): Promise<void> {
  const { live, sockets, clock } = deps;
  app.get('/api/live', { websocket: true, schema: { hide: true } }, (socket, request) => {
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
      login.name,
    );
    const end = setTimeout(
      () => {
        socket.close(1008, 'signed out');
      },
      Math.min(login.expiresAt - clock.now(), MAX_TIMER_MS),
    );
    end.unref();
    socket.on('message', (data: Buffer) => {
      const asked = decode(LiveRequest, data);
      if (!asked.ok) socket.close(1008, asked.error.code);
      else if (asked.value.type === 'watch') connection.watch(asked.value);
      else connection.unwatch(asked.value);
    });
    socket.on('close', () => {
      clearTimeout(end);
      sockets.remove(login.id, socket);
      connection.close();
    });
    // A broken socket closes too; there is nothing more to do about it.
    socket.on('error', () => undefined);
  });
}
