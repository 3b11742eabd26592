import {
  type Challenge,
  ChallengeList,
  ChallengePending,
  ChallengeRequest,
  type Cue,
  Slug,
  seatKey,
  said,
} from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { refuse } from './refusal.js';

/** What these routes need. */
export type ChallengePort = {
  /** Gives a cue at a seat; undefined: there is no such seat. */
  give(key: string, issuer: string, cue: Cue): ChallengePending | 'seat-not-online' | 'busy' | undefined;
  /** What became of the cues of a seat, newest first; undefined: there is no such seat. */
  list(key: string): Promise<Challenge[] | undefined>;
};

const Place = z.object({ room: Slug, seat: Slug });
const NO_SEAT = said('no-seat');

/** Asks whether a person answers at a seat. */
export async function challengeRoutes(app: FastifyInstance, challenges: ChallengePort): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.post(
    '/api/seats/:room/:seat/challenge',
    {
      schema: {
        tags: ['challenges'],
        params: Place,
        body: ChallengeRequest,
        response: { 202: ChallengePending },
      },
    },
    async (request, reply) => {
      const { login } = request;
      if (login === null) return refuse(reply, 'not-signed-in', said('sign-in-first'));
      const given = challenges.give(seatKey(request.params), login.name, request.body.cue);
      switch (given) {
        case undefined:
          return refuse(reply, 'not-found', NO_SEAT);
        case 'seat-not-online':
          return refuse(reply, given, said('nobody-would-watch'));
        case 'busy':
          return refuse(reply, given, said('other-cue'));
        default:
          return reply.code(202).send(given);
      }
    },
  );
  typed.get(
    '/api/seats/:room/:seat/challenges',
    { schema: { tags: ['challenges'], params: Place, response: { 200: ChallengeList } } },
    async (request, reply) => {
      const list = await challenges.list(seatKey(request.params));
      return list === undefined ? refuse(reply, 'not-found', NO_SEAT) : { challenges: list };
    },
  );
}
