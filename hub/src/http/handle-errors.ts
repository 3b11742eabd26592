import { said } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { HubError } from '../lib/hub-error.js';
import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { type StorePort, refuseAway } from './while-away.js';
import { refusalCodeOf, refuse, refuseProgram } from './refusal.js';

/** Every error becomes a refusal: the caller's faults with their reason, the hub's own with a log line. */
export function handleErrors(
  app: FastifyInstance,
  { clock, log, store }: { clock: Clock; log: Log; store: StorePort },
): void {
  app.setErrorHandler((error, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const first = error.validation[0];
      const where = `${error.validationContext ?? 'request'}${first?.instancePath ?? ''}`;
      return refuse(
        reply,
        'bad-request',
        said('request-form', { why: `${where}: ${first?.message ?? 'is not as it should be'}` }),
      );
    }
    const status = statusOf(error);
    if (error instanceof HubError && error.code === 'busy')
      return refuse(reply, 'too-many-requests', said('too-much-at-once'));
    if (status < 500) return refuseProgram(reply, refusalCodeOf(status), wordsOf(error));
    // A picture that lies ready to be sent must not be kept by the browser in place of the refusal.
    void reply.header('cache-control', 'no-store');
    // Also where it is the audit log that can't be written for that reason.
    if (store.isAway(error)) {
      log.warn({ route: request.routeOptions.url }, 'refused: store is away');
      return refuseAway(request, reply, store.awaySince() ?? clock.now());
    }
    if (error instanceof HubError && error.code === 'audit-unwritten') {
      log.error({ err: error, route: request.routeOptions.url }, 'refused: the audit log can not be written');
      return refuse(reply, 'not-recorded', said('not-recorded'));
    }
    if (error instanceof HubError && error.code === 'files-away') {
      log.warn({ reason: error.message, route: request.routeOptions.url }, 'store for files away');
      return refuse(reply, 'files-away', said('files-away'));
    }
    log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'request failed');
    return refuse(reply, 'internal', said('hub-failed'));
  });
}

function statusOf(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'the request is not as it should be';
}
