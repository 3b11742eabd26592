import { NamedPolicy, PolicyList, PolicyRequest, PublishRequest, Slug, said } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { Actor } from './audit-trail.js';
import { type Outcome, answer, refuse } from './refusal.js';
import { actorOf } from './told-of.js';

/** What these routes need of the policies. */
export type PolicyPort = {
  list(): Promise<PolicyList['policies']>;
  find(name: string, version: number): Promise<NamedPolicy | undefined>;
  keep(name: string, request: PolicyRequest, who: Actor): Promise<Outcome<NamedPolicy>>;
  publish(name: string, request: PublishRequest, who: Actor): Promise<Outcome<null>>;
};

/** A policy has some hundred fields. */
const POLICY_BYTES = 65_536;
const Named = z.object({ policy: Slug });
const Version = z.object({ policy: Slug, version: z.coerce.number().int().min(1) });

/** Policies by name: their versions, and which rooms work under one. */
export async function policyRoutes(app: FastifyInstance, policies: PolicyPort): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['policies'];

  typed.get('/api/policies', { schema: { tags, response: { 200: PolicyList } } }, async () => ({
    policies: await policies.list(),
  }));
  typed.get(
    '/api/policies/:policy/versions/:version',
    { schema: { tags, params: Version, response: { 200: NamedPolicy } } },
    async (request, reply) => {
      const { policy, version } = request.params;
      return (await policies.find(policy, version)) ?? refuse(reply, 'not-found', said('no-version'));
    },
  );
  typed.put(
    '/api/policies/:policy',
    {
      bodyLimit: POLICY_BYTES,
      schema: { tags, params: Named, body: PolicyRequest, response: { 201: NamedPolicy } },
    },
    async (request, reply) => {
      return answer(
        reply.code(201),
        await policies.keep(request.params.policy, request.body, actorOf(request)),
      );
    },
  );
  typed.post(
    '/api/policies/:policy/publish',
    { schema: { tags, params: Named, body: PublishRequest } },
    async (request, reply) => {
      return answer(
        reply.code(204),
        await policies.publish(request.params.policy, request.body, actorOf(request)),
      );
    },
  );
}
