import {
  CompletenessCertificate,
  type Incident,
  IncidentList,
  IncidentQuery,
  SeatAnalysis,
  Sha256,
  Slug,
  Timeline,
  TimelineQuery,
  seatKey,
  said,
} from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { refuse } from './refusal.js';

/** What these routes need of the record. */
export type RecordPort = {
  /** `rooms`: of these only; null: of all. */
  incidents(query: IncidentQuery, rooms: readonly string[] | null): Promise<Incident[]>;
  /** Undefined: there is no such seat. */
  timeline(key: string, from: number, to: number): Promise<Timeline | undefined>;
  /** Undefined: there is no such seat. */
  analysis(key: string, from: number, to: number): Promise<SeatAnalysis | undefined>;
  /** Undefined: there is no such seat, or it told nothing of that session. */
  certificate(
    place: { room: string; seat: string },
    session: string,
  ): Promise<CompletenessCertificate | undefined>;
  picture(sha256: string): Promise<Buffer | undefined>;
  preview(key: string): Buffer | undefined;
};

const Place = z.object({ room: Slug, seat: Slug });

/** What a person may look at: incidents, timelines, pictures. */
export async function recordRoutes(app: FastifyInstance, record: RecordPort): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/api/incidents',
    { schema: { tags: ['record'], querystring: IncidentQuery, response: { 200: IncidentList } } },
    async (request) => ({ incidents: await record.incidents(request.query, request.rooms) }),
  );
  typed.get(
    '/api/seats/:room/:seat/timeline',
    { schema: { tags: ['record'], params: Place, querystring: TimelineQuery, response: { 200: Timeline } } },
    async (request, reply) => {
      const { from, to } = request.query;
      if (to < from) return refuse(reply, 'bad-request', said('time-backwards'));
      const timeline = await record.timeline(seatKey(request.params), from, to);
      return timeline ?? refuse(reply, 'not-found', said('no-seat'));
    },
  );
  typed.get(
    '/api/seats/:room/:seat/analysis',
    {
      schema: {
        tags: ['record'],
        params: Place,
        querystring: TimelineQuery,
        response: { 200: SeatAnalysis },
      },
    },
    async (request, reply) => {
      const { from, to } = request.query;
      if (to < from) return refuse(reply, 'bad-request', said('time-backwards'));
      const analysis = await record.analysis(seatKey(request.params), from, to);
      return analysis ?? refuse(reply, 'not-found', said('no-seat'));
    },
  );
  typed.get(
    '/api/seats/:room/:seat/sessions/:session/certificate',
    {
      schema: {
        tags: ['record'],
        params: Place.extend({ session: Slug }),
        response: { 200: CompletenessCertificate },
      },
    },
    async (request, reply) => {
      const certificate = await record.certificate(request.params, request.params.session);
      return certificate ?? refuse(reply, 'not-found', said('nothing-kept'));
    },
  );
  typed.get(
    '/api/seats/:room/:seat/preview',
    { schema: { tags: ['pictures'], params: Place } },
    (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const jpeg = record.preview(seatKey(request.params));
      if (jpeg === undefined) return refuse(reply, 'not-found', said('no-picture-now'));
      return reply.type('image/jpeg').send(jpeg);
    },
  );
  typed.get(
    '/api/evidence/:sha256',
    { schema: { tags: ['pictures'], params: z.object({ sha256: Sha256 }) } },
    async (request, reply) => {
      // It never changes, but a browser that kept it would show it to whom the hub no longer does, and unrecorded.
      void reply.header('cache-control', 'no-store');
      const jpeg = await record.picture(request.params.sha256);
      if (jpeg === undefined) return refuse(reply, 'not-found', said('picture-not-here'));
      return reply.type('image/jpeg').send(jpeg);
    },
  );
}
