import { FreezeBoard, FreezeOverrideRequest, SeatFreeze } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { Actor } from './audit-trail.js';
import { type Outcome, answer, refuseProgram } from './refusal.js';
import { actorOf } from './told-of.js';

/** What these routes need. */
export type FreezePort = {
  board(): Promise<FreezeBoard>;
  ofSeat(place: { room: string; seat: string }): Promise<SeatFreeze>;
  ask(request: FreezeOverrideRequest, who: Actor): Promise<Outcome<{ id: number }>>;
  grant(id: number, who: Actor): Promise<Outcome<null>>;
  end(id: number, who: Actor): Promise<Outcome<null>>;
};

const Made = z.object({ id: z.number().int() });
const Named = z.object({ id: z.coerce.number().int().min(1) });
const OVERRIDE = '/api/freeze/overrides/:id';

/** Which machines may be updated while exams are written, and how two administrators lift that. */
export async function freezeRoutes(app: FastifyInstance, freeze: FreezePort): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['machines'];

  typed.get('/api/freeze', { schema: { tags, response: { 200: FreezeBoard } } }, async ({ login }) => {
    const board = await freeze.board();
    // Written by an administrator for another one: who sits there may be in it.
    if (login?.role === 'admin') return board;
    return { ...board, overrides: board.overrides.map((one) => ({ ...one, reason: null })) };
  });
  typed.post(
    '/api/freeze/overrides',
    { schema: { tags, body: FreezeOverrideRequest, response: { 201: Made } } },
    async (request, reply) => answer(reply.code(201), await freeze.ask(request.body, actorOf(request))),
  );
  typed.post(`${OVERRIDE}/grant`, { schema: { tags, params: Named } }, async (request, reply) =>
    answer(reply.code(204), await freeze.grant(request.params.id, actorOf(request))),
  );
  typed.delete(OVERRIDE, { schema: { tags, params: Named } }, async (request, reply) =>
    answer(reply.code(204), await freeze.end(request.params.id, actorOf(request))),
  );
  typed.get(
    '/api/seat/freeze',
    { schema: { tags: ['seat'], response: { 200: SeatFreeze } } },
    async ({ seat }, reply) =>
      seat === null
        ? refuseProgram(reply, 'wrong-credentials', 'only a seat is told whether it may be updated')
        : freeze.ofSeat(seat),
  );
}
