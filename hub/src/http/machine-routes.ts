import { HealthHistory, MachineList, Slug, TimelineQuery, seatKey, said } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Readable } from 'node:stream';
import * as z from 'zod';
import { refuse } from './refusal.js';

/** What is known of machines, and nothing of who sits at them. */
export type MachinePort = {
  /** Undefined: there is no such room. */
  machines(room: string): Promise<MachineList | undefined>;
  /** Undefined: there is no such seat. */
  health(key: string, from: number, to: number): Promise<HealthHistory | undefined>;
  /** A ZIP archive of all that helps to find a fault. */
  supportBundle(): AsyncIterable<Uint8Array>;
};

const TAGS = { tags: ['machines'] };

/** For whoever looks after machines. */
export async function machineRoutes(app: FastifyInstance, machines: MachinePort): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/api/rooms/:room/machines',
    { schema: { ...TAGS, params: z.object({ room: Slug }), response: { 200: MachineList } } },
    async (request, reply) =>
      (await machines.machines(request.params.room)) ?? refuse(reply, 'not-found', said('no-room')),
  );
  typed.get(
    '/api/seats/:room/:seat/health',
    {
      schema: {
        ...TAGS,
        params: z.object({ room: Slug, seat: Slug }),
        querystring: TimelineQuery,
        response: { 200: HealthHistory },
      },
    },
    async (request, reply) => {
      const { from, to } = request.query;
      if (to < from) return refuse(reply, 'bad-request', said('time-backwards'));
      const history = await machines.health(seatKey(request.params), from, to);
      return history ?? refuse(reply, 'not-found', said('no-seat'));
    },
  );
  app.get('/api/support-bundle', { schema: TAGS }, (_request, reply) =>
    reply
      .type('application/zip')
      .header('content-disposition', 'attachment; filename="invigil-support.zip"')
      .send(Readable.from(machines.supportBundle())),
  );
}
