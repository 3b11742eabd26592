import { BootId, ReplayRequest, ReplayResult, Slug, TrackList, seatKey, said } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { refuse } from './refusal.js';

type Outcome =
  | { type: 'replayed'; result: ReplayResult }
  | { type: 'not-found' | 'too-many' }
  | { type: 'unreadable'; reason: string };

/** What these routes need of the tracks. */
export type TrackPort = {
  /** Undefined: there is no such seat. */
  list(key: string): Promise<TrackList | undefined>;
  /** Asks the seat for the track of a boot; false: there is no such seat. */
  request(key: string, boot: string, issuer: string): boolean;
  replay(key: string, boot: string, asked: ReplayRequest): Promise<Outcome>;
};

const Place = z.object({ room: Slug, seat: Slug });
const PlacedBoot = Place.extend({ boot: BootId });
/** A policy is 5 kB. */
const REPLAY_BYTES = 65_536;

/** What came to a seat's judgement, and what another policy would have made of it. */
export async function trackRoutes(app: FastifyInstance, tracks: TrackPort): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/api/seats/:room/:seat/tracks',
    { schema: { tags: ['tracks'], params: Place, response: { 200: TrackList } } },
    async (request, reply) =>
      (await tracks.list(seatKey(request.params))) ?? refuse(reply, 'not-found', said('no-seat')),
  );
  typed.post(
    '/api/seats/:room/:seat/tracks/:boot/request',
    { schema: { tags: ['tracks'], params: PlacedBoot } },
    (request, reply) => {
      const asked = tracks.request(
        seatKey(request.params),
        request.params.boot,
        request.login?.name ?? 'unknown',
      );
      return asked ? reply.code(202).send() : refuse(reply, 'not-found', said('no-seat'));
    },
  );
  typed.post(
    '/api/seats/:room/:seat/tracks/:boot/replay',
    {
      bodyLimit: REPLAY_BYTES,
      schema: { tags: ['tracks'], params: PlacedBoot, body: ReplayRequest, response: { 200: ReplayResult } },
    },
    async (request, reply) => {
      const { params, body } = request;
      const done = await tracks.replay(seatKey(params), params.boot, body);
      switch (done.type) {
        case 'replayed':
          return done.result;
        case 'not-found':
          return refuse(reply, 'not-found', said('no-track'));
        case 'too-many':
          return refuse(reply, 'too-many-requests', said('too-many-replays'));
        case 'unreadable':
          return refuse(reply, 'unreadable', said('track-unreadable', { why: done.reason }));
      }
    },
  );
}
