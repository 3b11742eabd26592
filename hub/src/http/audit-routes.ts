import { Readable } from 'node:stream';
import { type AuditEntry, AuditPage, AuditQuery } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { AuditTrail } from './audit-trail.js';

/** The audit log, to be read: there is no route that changes it. */
export async function auditRoutes(app: FastifyInstance, trail: AuditTrail): Promise<void> {
  app
    .withTypeProvider<ZodTypeProvider>()
    .get(
      '/api/audit',
      { schema: { tags: ['audit'], querystring: AuditQuery, response: { 200: AuditPage } } },
      async (request) => {
        const entries = await trail.page(request.query);
        const last = entries.at(-1);
        return { entries, next: entries.length === request.query.limit && last ? last.n : null };
      },
    );
  app.get('/api/audit/export', { schema: { tags: ['audit'] } }, (_request, reply) =>
    reply
      .type('application/x-ndjson')
      .header('content-disposition', 'attachment; filename="audit.jsonl"')
      .send(Readable.from(linesOf(trail.all()))),
  );
}

/** JSON Lines, oldest first: each row with its hash and that of the row before, so the chain can be checked elsewhere. */
async function* linesOf(rows: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}
