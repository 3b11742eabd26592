import {
  AcknowledgementRequest,
  Incident,
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
import { refuse } from './refusal.js';
import { actorOf } from './told-of.js';

type Done = Incident | (Said & { code: 'conflict' }) | undefined;

/**
 * What these routes need. Both give the incident as it is then; undefined: there is no such incident. `told` is called once it is clear
 * that it will be done; where that fails, nothing is kept.
 */
export type AcknowledgementPort = {
  /** @param over who looked at it as the page knew; null: nobody */
  acknowledge(
    key: string,
    incident: string,
    over: string | null,
    by: string,
    told: () => Promise<void>,
  ): Promise<Done>;
  giveBack(key: string, incident: string, by: string, told: () => Promise<void>): Promise<Done>;
};

const Place = z.object({ room: Slug, seat: Slug, incident: SignalId });
const PATH = '/api/seats/:room/:seat/incidents/:incident/acknowledgement';

/** Who looks at which incident. */
export async function acknowledgementRoutes(
  app: FastifyInstance,
  { acknowledgements, trail }: { acknowledgements: AcknowledgementPort; trail: AuditTrail },
): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.put(
    PATH,
    {
      schema: {
        tags: ['judgements'],
        params: Place,
        body: AcknowledgementRequest,
        response: { 200: Incident },
      },
    },
    async (request, reply) => {
      const { body, login, params } = request;
      if (login === null) return refuse(reply, 'not-signed-in', said('sign-in-first'));
      const { over } = body;
      const from = over === null ? '' : ` over from ${over}`;
      const done = await acknowledgements.acknowledge(
        seatKey(params),
        params.incident,
        over,
        login.name,
        () =>
          trail.note(
            actorOf(request),
            'incident-acknowledged',
            `${seatKey(params)} ${params.incident}${from}`,
          ),
      );
      if (done === undefined) return refuse(reply, 'not-found', said('no-incident'));
      return 'code' in done ? refuse(reply, done.code, done) : done;
    },
  );
  typed.delete(
    PATH,
    { schema: { tags: ['judgements'], params: Place, response: { 200: Incident } } },
    async (request, reply) => {
      const { login, params } = request;
      if (login === null) return refuse(reply, 'not-signed-in', said('sign-in-first'));
      const done = await acknowledgements.giveBack(seatKey(params), params.incident, login.name, () =>
        trail.note(actorOf(request), 'incident-given-back', `${seatKey(params)} ${params.incident}`),
      );
      if (done === undefined) return refuse(reply, 'not-found', said('no-incident'));
      return 'code' in done ? refuse(reply, done.code, done) : done;
    },
  );
}
