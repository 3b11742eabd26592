import {
  Incident,
  type Judgement,
  JudgementBatchRequest,
  JudgementBatchResult,
  JudgementList,
  JudgementRequest,
  type Role,
  SignalId,
  Slug,
  seatKey,
  said,
  type Said,
} from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { AuditTrail } from './audit-trail.js';
import { actorOf } from './told-of.js';
import { refuse } from './refusal.js';

/** Why a judgement is not taken. */
type Fault = Said & { code: 'conflict' | 'second-person-needed' | 'bad-request' };

/** What these routes need. */
export type JudgementPort = {
  /**
   * Keeps a judgement, and gives the incident as it is then. Undefined: there is no such incident. `told` is called once it is clear
   * that it will be taken; where that fails, nothing is kept.
   */
  judge(
    key: string,
    incident: string,
    request: JudgementRequest,
    who: { by: string; role: Role },
    told: () => Promise<void>,
  ): Promise<Incident | Fault | undefined>;
  /** Keeps judgements of several incidents of a room together, and gives for each what became of it. `told` is called as above. */
  judgeMany(
    room: string,
    request: JudgementBatchRequest,
    who: { by: string; role: Role },
    told: (seat: string, incident: string) => Promise<void>,
  ): Promise<{ seat: string; incident: string; done: Incident | Fault | undefined }[]>;
  /** Oldest first. Undefined: there is no such seat. */
  list(key: string, incident: string): Promise<Judgement[] | undefined>;
};

const Place = z.object({ room: Slug, seat: Slug, incident: SignalId });
const NO_INCIDENT = said('no-incident');
const PATH = '/api/seats/:room/:seat/incidents/:incident/judgements';

/** What people make of incidents. */
export async function judgementRoutes(
  app: FastifyInstance,
  { judgements, trail }: { judgements: JudgementPort; trail: AuditTrail },
): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.post(
    PATH,
    { schema: { tags: ['judgements'], params: Place, body: JudgementRequest, response: { 201: Incident } } },
    async (request, reply) => {
      const { body, login, params } = request;
      if (login === null) return refuse(reply, 'not-signed-in', said('sign-in-first'));
      const who = { by: login.name, role: login.role };
      const done = await judgements.judge(seatKey(params), params.incident, body, who, () =>
        trail.note(
          actorOf(request),
          'incident-judged',
          `${seatKey(params)} ${params.incident} ${body.outcome}`,
        ),
      );
      if (done === undefined) return refuse(reply, 'not-found', NO_INCIDENT);
      return 'code' in done ? refuse(reply, done.code, done) : reply.code(201).send(done);
    },
  );
  typed.post(
    '/api/rooms/:room/judgements',
    {
      schema: {
        tags: ['judgements'],
        params: z.object({ room: Slug }),
        body: JudgementBatchRequest,
        response: { 200: JudgementBatchResult },
      },
    },
    async (request, reply) => {
      const { body, login, params } = request;
      if (login === null) return refuse(reply, 'not-signed-in', said('sign-in-first'));
      const who = { by: login.name, role: login.role };
      const all = await judgements.judgeMany(params.room, body, who, (seat, incident) =>
        trail.note(
          actorOf(request),
          'incident-judged',
          `${seatKey({ room: params.room, seat })} ${incident} ${body.outcome}`,
        ),
      );
      const result: JudgementBatchResult = { judged: [], refused: [] };
      for (const { done, incident, seat } of all) {
        if (done === undefined) result.refused.push({ seat, incident, code: 'not-found', ...NO_INCIDENT });
        else if ('code' in done) result.refused.push({ seat, incident, ...done });
        else result.judged.push(done);
      }
      return result;
    },
  );
  typed.get(
    PATH,
    { schema: { tags: ['judgements'], params: Place, response: { 200: JudgementList } } },
    async (request, reply) => {
      const list = await judgements.list(seatKey(request.params), request.params.incident);
      return list === undefined ? refuse(reply, 'not-found', said('no-seat')) : { judgements: list };
    },
  );
}
