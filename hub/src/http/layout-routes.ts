import { LayoutCsv, LayoutPreview, LayoutRequest, RoomView, Slug, said } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { Actor } from './audit-trail.js';
import { type Outcome, answer, refuse } from './refusal.js';
import { actorOf } from './told-of.js';

/** What these routes need. Undefined: there is no such room. */
export type LayoutPort = {
  /** Keeps how a room stands and tells the audit log, both or neither; it holds at once. */
  arrange(room: string, request: LayoutRequest, who: Actor): Promise<Outcome<RoomView>>;
  /** What a file would make of a room. It changes nothing. */
  preview(room: string, csv: string): LayoutPreview | undefined;
  csv(room: string): string | undefined;
};

/** Bytes of a body: a thousand seats, or a file of them. */
const LAYOUT_BYTES = 262_144;
const Named = z.object({ room: Slug });

/** How rooms stand. */
export async function layoutRoutes(app: FastifyInstance, layouts: LayoutPort): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['rooms'];

  typed.put(
    '/api/rooms/:room/layout',
    {
      bodyLimit: LAYOUT_BYTES,
      schema: { tags, params: Named, body: LayoutRequest, response: { 200: RoomView } },
    },
    async (request, reply) =>
      answer(reply, await layouts.arrange(request.params.room, request.body, actorOf(request))),
  );
  typed.post(
    '/api/rooms/:room/layout/csv',
    {
      bodyLimit: LAYOUT_BYTES,
      schema: { tags, params: Named, body: LayoutCsv, response: { 200: LayoutPreview } },
    },
    async (request, reply) =>
      layouts.preview(request.params.room, request.body.csv) ?? refuse(reply, 'not-found', said('no-room')),
  );
  typed.get('/api/rooms/:room/layout/csv', { schema: { tags, params: Named } }, async (request, reply) => {
    const { room } = request.params;
    const csv = layouts.csv(room);
    if (csv === undefined) return refuse(reply, 'not-found', said('no-room'));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="layout-${room}.csv"`)
      .send(csv);
  });
}
