import {
  MessageRequest,
  NoteRequest,
  type Role,
  SeatMessage,
  SeatNote,
  SeatTalk,
  Slug,
  StrikeRequest,
  seatKey,
  said,
  type Said,
} from '@invigil/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { AuditTrail } from './audit-trail.js';
import { refuse } from './refusal.js';
import { actorOf } from './told-of.js';

/** Why something is not taken. */
export type TalkFault = Said & { code: 'conflict' | 'forbidden' | 'seat-not-online' };
type Who = { by: string; role: Role };
/** Called once it is clear that it will be taken; where that fails, nothing is kept and nothing sent. */
type Told = () => Promise<void>;

/** What these routes need. Undefined: there is no such seat, incident, note or hand. */
export type TalkPort = {
  list(key: string): Promise<SeatTalk | undefined>;
  write(key: string, request: NoteRequest, who: Who, told: Told): Promise<SeatNote | TalkFault | undefined>;
  strike(
    key: string,
    note: string,
    request: StrikeRequest,
    who: Who,
    told: Told,
  ): Promise<SeatNote | TalkFault | undefined>;
  send(
    key: string,
    request: MessageRequest,
    who: Who,
    told: Told,
  ): Promise<SeatMessage | TalkFault | undefined>;
};

const Place = z.object({ room: Slug, seat: Slug });

/** Notes on a seat, and words to its candidate. */
export async function talkRoutes(
  app: FastifyInstance,
  { talk, trail }: { talk: TalkPort; trail: AuditTrail },
): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/api/seats/:room/:seat/talk',
    { schema: { tags: ['talk'], params: Place, response: { 200: SeatTalk } } },
    async (request, reply) =>
      (await talk.list(seatKey(request.params))) ?? refuse(reply, 'not-found', said('no-seat')),
  );
  typed.post(
    '/api/seats/:room/:seat/notes',
    { schema: { tags: ['talk'], params: Place, body: NoteRequest, response: { 201: SeatNote } } },
    async (request, reply) => {
      const who = whoAsks(request);
      if (who === undefined) return refuse(reply, 'not-signed-in', said('sign-in-first'));
      const key = seatKey(request.params);
      const subject = [key, ...(request.body.incident === undefined ? [] : [request.body.incident])].join(
        ' ',
      );
      const done = await talk.write(key, request.body, who, () =>
        trail.note(actorOf(request), 'note-written', subject),
      );
      return answer(reply, done, 201, said('no-seat-or-incident'));
    },
  );
  typed.post(
    '/api/seats/:room/:seat/notes/:id/strike',
    {
      schema: {
        tags: ['talk'],
        params: Place.extend({ id: z.uuid() }),
        body: StrikeRequest,
        response: { 200: SeatNote },
      },
    },
    async (request, reply) => {
      const who = whoAsks(request);
      if (who === undefined) return refuse(reply, 'not-signed-in', said('sign-in-first'));
      const key = seatKey(request.params);
      const done = await talk.strike(key, request.params.id, request.body, who, () =>
        trail.note(actorOf(request), 'note-struck', `${key} ${request.params.id}`),
      );
      return answer(reply, done, 200, said('no-note'));
    },
  );
  typed.post(
    '/api/seats/:room/:seat/messages',
    { schema: { tags: ['talk'], params: Place, body: MessageRequest, response: { 202: SeatMessage } } },
    async (request, reply) => {
      const who = whoAsks(request);
      if (who === undefined) return refuse(reply, 'not-signed-in', said('sign-in-first'));
      const key = seatKey(request.params);
      const verb = request.body.hand === undefined ? 'message-sent' : 'hand-answered';
      const done = await talk.send(key, request.body, who, () => trail.note(actorOf(request), verb, key));
      return answer(reply, done, 202, said('no-seat-or-hand'));
    },
  );
}

function whoAsks({ login }: FastifyRequest): Who | undefined {
  return login === null ? undefined : { by: login.name, role: login.role };
}

function answer(
  reply: FastifyReply,
  done: SeatNote | SeatMessage | TalkFault | undefined,
  code: number,
  missing: Said,
): FastifyReply {
  if (done === undefined) return refuse(reply, 'not-found', missing);
  return 'code' in done ? refuse(reply, done.code, done) : reply.code(code).send(done);
}
