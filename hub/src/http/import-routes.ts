import {
  ImportAccept,
  ImportDone,
  ImportPreview,
  ImportQuery,
  MAX_IMPORT_BYTES,
  said,
} from '@invigil/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Actor } from './audit-trail.js';
import { type Outcome, answer, refuse } from './refusal.js';
import { actorOf } from './told-of.js';

/** What these routes need to read files of candidates. */
export type ImportPort = {
  template(): string;
  preview(file: Uint8Array, exam: string | undefined): Promise<ImportPreview>;
  accept(
    file: Uint8Array,
    asked: { exam?: string | undefined; seen: string },
    who: Actor,
  ): Promise<Outcome<ImportDone>>;
};

const CSV = 'text/csv; charset=utf-8';

/** Candidates out of a CSV file: first what it would do, then all of that or nothing. */
export async function importRoutes(app: FastifyInstance, port: ImportPort): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'text/csv',
    { parseAs: 'buffer', bodyLimit: MAX_IMPORT_BYTES },
    async (_request: FastifyRequest, body: string | Buffer) => body,
  );
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['candidates'];

  typed.get('/api/candidates/template', { schema: { tags } }, (_request, reply) =>
    reply
      .type(CSV)
      .header('content-disposition', 'attachment; filename="candidates.csv"')
      .send(port.template()),
  );
  typed.post(
    '/api/candidates/preview',
    {
      bodyLimit: MAX_IMPORT_BYTES,
      schema: { tags, querystring: ImportQuery, response: { 200: ImportPreview } },
    },
    async (request, reply) =>
      request.body instanceof Uint8Array
        ? port.preview(request.body, request.query.exam)
        : refuse(reply, 'wrong-type', said('not-csv')),
  );
  typed.post(
    '/api/candidates/import',
    {
      bodyLimit: MAX_IMPORT_BYTES,
      schema: { tags, querystring: ImportAccept, response: { 200: ImportDone } },
    },
    async (request, reply) => {
      if (!(request.body instanceof Uint8Array)) return refuse(reply, 'wrong-type', said('not-csv'));
      return answer(reply, await port.accept(request.body, request.query, actorOf(request)));
    },
  );
}
