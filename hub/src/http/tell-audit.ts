import type { AuditVerb } from '@invigil/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Rule, ruleOf } from './access-table.js';
import type { AuditTrail } from './audit-trail.js';
import type { RefusalTally } from './refusal-tally.js';
import { actorOf, subjectOf } from './told-of.js';

/** What is handed out as a whole is a row each time. */
const EACH_TIME: ReadonlySet<AuditVerb> = new Set([
  'audit-exported',
  'session-exported',
  'support-bundle-made',
  'bundle-exported',
  'list-exported',
]);

/**
 * Tells the audit log what the access table says it is to be told: a change before it is done, a look when its answer is ready and
 * before it goes out. What can't be told is not done, and not shown.
 */
export function tellAudit(app: FastifyInstance, deps: { trail: AuditTrail; refusals: RefusalTally }): void {
  const { trail, refusals } = deps;
  app.addHook('preHandler', async (request) => {
    const verb = ruleFor(request)?.audit;
    if (verb === undefined || request.login === null) return;
    if (isAnswered(request)) return;
    if (request.method === 'GET')
      await trail.look(request.login.id, actorOf(request), verb, subjectOf(request));
    else await trail.note(actorOf(request), verb, subjectOf(request));
  });
  app.addHook('onSend', async (request, reply) => {
    const { login } = request;
    const rule = ruleFor(request);
    if (rule === undefined || login === null || !isAnswered(request)) return;
    const [who, subject] = [actorOf(request), subjectOf(request)];
    if (rule.audit !== undefined && reply.statusCode < 400) {
      if (EACH_TIME.has(rule.audit)) await trail.note(who, rule.audit, subject);
      else await trail.look(login.id, who, rule.audit, subject);
    }
    // Whoever guesses at the names of pictures is told of.
    if (rule.room === 'picture' && reply.statusCode === 404) {
      await refusals.refused(who, 'request-refused', subject);
    }
  });
}

function ruleFor(request: FastifyRequest): Rule | undefined {
  const path = request.routeOptions.url;
  return path === undefined ? undefined : ruleOf(request.method, path);
}

/** Whether it asks for an answer and changes nothing; a socket is opened, and has none. */
function isAnswered(request: FastifyRequest): boolean {
  return ['GET', 'HEAD'].includes(request.method) && request.headers.upgrade === undefined;
}
