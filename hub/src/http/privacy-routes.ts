import { Readable } from 'node:stream';
import {
  ErasureReceipt,
  ErasureRequest,
  HoldRequest,
  type KeptSessionFacts,
  KeptSession,
  type Notice,
  NoticeAnswer,
  ReceiptList,
  RetentionList,
  type SeatExam,
  Slug,
  said,
} from '@invigil/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { Reader } from '../lib/reader.js';
import type { Actor } from './audit-trail.js';
import { LanguageAsked, readerWho } from './reader-who.js';
import { refuse } from './refusal.js';
import { actorOf } from './told-of.js';

type Place = { room: string; seat: string; session: string };
type Asked = { reason: string; who: Actor };
type HoldOutcome = 'done' | 'none' | 'same-person' | 'already' | 'not-found';

/** What these routes need of what is kept. */
export type PrivacyPort = {
  /** The notice that is in force; null: the centre has written none. */
  notice: Notice | null;
  /** How long what is kept. */
  keptFor: SeatExam['retention'];
  /** All of a session as a ZIP; undefined: nothing of it is kept. */
  export(place: Place, reader: Reader): Promise<AsyncIterable<Uint8Array> | undefined>;
  retention(): Promise<KeptSessionFacts[]>;
  receipts(): Promise<ReceiptList['receipts']>;
  erase(place: Place, asked: Asked): Promise<ErasureReceipt | 'not-found' | 'open' | 'held'>;
  askHold(place: Place, asked: Asked): Promise<HoldOutcome>;
  confirmHold(place: Place, who: Actor): Promise<HoldOutcome>;
  askRelease(place: Place, asked: Asked): Promise<HoldOutcome>;
  confirmRelease(place: Place, who: Actor): Promise<HoldOutcome>;
};

const SESSION = '/api/seats/:room/:seat/sessions/:session';
const Placed = z.object({ room: Slug, seat: Slug, session: KeptSession });

/** What is kept and for how long, erasure, and legal hold. */
export async function privacyRoutes(app: FastifyInstance, privacy: PrivacyPort): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['privacy'];
  const asks = { schema: { tags, params: Placed, body: HoldRequest } };
  const confirms = { schema: { tags, params: Placed } };

  typed.get('/api/notice', { schema: { tags, response: { 200: NoticeAnswer } } }, () => ({
    notice: privacy.notice,
  }));
  typed.get(
    `${SESSION}/export`,
    { schema: { tags, params: Placed, querystring: LanguageAsked } },
    async (request, reply) => {
      const { room, seat, session } = request.params;
      const zip = await privacy.export(request.params, readerWho(request, request.query.lang));
      if (zip === undefined) return nothingKept(reply);
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${room}-${seat}-${session}.zip"`)
        .send(Readable.from(zip));
    },
  );
  typed.get('/api/retention', { schema: { tags, response: { 200: RetentionList } } }, async () => ({
    sessions: await privacy.retention(),
  }));
  typed.get('/api/receipts', { schema: { tags, response: { 200: ReceiptList } } }, async () => ({
    receipts: await privacy.receipts(),
  }));
  typed.post(
    `${SESSION}/erase`,
    { schema: { tags, params: Placed, body: ErasureRequest, response: { 200: ErasureReceipt } } },
    async (request, reply) => {
      const { body, params } = request;
      const done = await privacy.erase(params, { reason: body.reason, who: actorOf(request) });
      switch (done) {
        case 'not-found':
          return nothingKept(reply);
        case 'open':
          return refuse(reply, 'conflict', said('session-open'));
        case 'held':
          return refuse(reply, 'conflict', said('session-held'));
        default:
          return done;
      }
    },
  );
  typed.post(`${SESSION}/hold`, asks, async (request, reply) =>
    answer(
      reply,
      await privacy.askHold(request.params, { reason: request.body.reason, who: actorOf(request) }),
    ),
  );
  typed.post(`${SESSION}/hold/confirm`, confirms, async (request, reply) =>
    answer(reply, await privacy.confirmHold(request.params, actorOf(request))),
  );
  typed.post(`${SESSION}/hold/release`, asks, async (request, reply) =>
    answer(
      reply,
      await privacy.askRelease(request.params, { reason: request.body.reason, who: actorOf(request) }),
    ),
  );
  typed.post(`${SESSION}/hold/release/confirm`, confirms, async (request, reply) =>
    answer(reply, await privacy.confirmRelease(request.params, actorOf(request))),
  );
}

function answer(reply: FastifyReply, done: HoldOutcome): FastifyReply {
  switch (done) {
    case 'done':
      return reply.code(204).send();
    case 'not-found':
      return nothingKept(reply);
    case 'none':
      return refuse(reply, 'conflict', said('hold-not-asked'));
    case 'already':
      return refuse(reply, 'conflict', said('hold-is-so'));
    case 'same-person':
      return refuse(reply, 'forbidden', said('hold-same-person'));
  }
}

function nothingKept(reply: FastifyReply): FastifyReply {
  return refuse(reply, 'not-found', said('nothing-kept'));
}
