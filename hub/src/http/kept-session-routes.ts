import { Readable } from 'node:stream';
import {
  IncidentListQuery,
  KeptSession,
  SeatPolicy,
  SessionListQuery,
  SessionPage,
  SessionQuery,
  SessionReport,
  Slug,
  seatKey,
  said,
} from '@invigil/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { ruleOf } from './access-table.js';
import type { Login } from './accounts.js';
import { reachOf } from './may.js';
import type { Reader } from '../lib/reader.js';
import { LanguageAsked, readerWho } from './reader-who.js';
import { refuse } from './refusal.js';

type Place = { room: string; seat: string; session: string };
type Rooms = readonly string[] | null;

/** What these routes need of the sessions that are kept. `withLooks`: whoever asks may read the audit log. Undefined: nothing of it is kept. */
export type RecordsPort = {
  sessions(query: SessionQuery, rooms: Rooms): Promise<SessionPage>;
  sessionTable(query: SessionListQuery, rooms: Rooms): AsyncIterable<string>;
  incidentTable(query: IncidentListQuery, rooms: Rooms, reader: Reader): AsyncIterable<string>;
  report(place: Place, withLooks: boolean): Promise<SessionReport | undefined>;
  page(place: Place, withLooks: boolean, reader: Reader): Promise<AsyncIterable<string> | undefined>;
  bundle(place: Place, withLooks: boolean, reader: Reader): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Undefined: the centre has no such seat. */
  seatPolicy(key: string): SeatPolicy | undefined;
};

const SESSION = '/api/seats/:room/:seat/sessions/:session';
const Placed = z.object({ room: Slug, seat: Slug, session: KeptSession });
const TAGS = { tags: ['records'] };
/** A report runs nothing and asks nobody for anything, also where somebody keeps the page. */
const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'";

/** The sessions that are kept: the list, the report of one, and what may be taken along. */
export async function keptSessionRoutes(app: FastifyInstance, records: RecordsPort): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.get(
    '/api/sessions',
    { schema: { ...TAGS, querystring: SessionQuery, response: { 200: SessionPage } } },
    async (request) => records.sessions(request.query, request.rooms),
  );
  typed.get(
    '/api/sessions.csv',
    { schema: { ...TAGS, querystring: SessionListQuery } },
    async (request, reply) =>
      sendTable(reply, 'sessions', records.sessionTable(request.query, request.rooms)),
  );
  typed.get(
    '/api/incidents.csv',
    { schema: { ...TAGS, querystring: IncidentListQuery.extend(LanguageAsked.shape) } },
    async (request, reply) =>
      sendTable(
        reply,
        'incidents',
        records.incidentTable(request.query, request.rooms, readerWho(request, request.query.lang)),
      ),
  );
  typed.get(
    `${SESSION}/report`,
    { schema: { ...TAGS, params: Placed, response: { 200: SessionReport } } },
    async ({ login, params }, reply) =>
      (await records.report(params, mayReadAudit(login))) ?? nothingKept(reply),
  );
  typed.get(
    `${SESSION}/report.html`,
    { schema: { ...TAGS, params: Placed, querystring: LanguageAsked } },
    async (request, reply) => {
      const { login, params, query } = request;
      const page = await records.page(params, mayReadAudit(login), readerWho(request, query.lang));
      if (page === undefined) return nothingKept(reply);
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', REPORT_POLICY)
        .send(Readable.from(page));
    },
  );
  typed.get(
    `${SESSION}/bundle`,
    { schema: { ...TAGS, params: Placed, querystring: LanguageAsked } },
    async (request, reply) => {
      const { login, params, query } = request;
      const bundle = await records.bundle(params, mayReadAudit(login), readerWho(request, query.lang));
      if (bundle === undefined) return nothingKept(reply);
      const { room, seat, session } = params;
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${room}-${seat}-${session}-bundle.zip"`)
        .send(Readable.from(bundle));
    },
  );
  typed.get(
    '/api/seats/:room/:seat/policy',
    { schema: { ...TAGS, params: Placed.omit({ session: true }), response: { 200: SeatPolicy } } },
    async ({ params }, reply) =>
      records.seatPolicy(seatKey(params)) ?? refuse(reply, 'not-found', said('no-seat')),
  );
}

function mayReadAudit(login: Login | null): boolean {
  const rule = ruleOf('GET', '/api/audit');
  return login !== null && rule !== undefined && reachOf(rule, login) !== undefined;
}

function sendTable(reply: FastifyReply, name: string, lines: AsyncIterable<string>): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(Readable.from(lines));
}

function nothingKept(reply: FastifyReply): FastifyReply {
  return refuse(reply, 'not-found', said('nothing-kept'));
}
