import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Actor } from './audit-trail.js';

const Named = z
  .object({
    room: z.string(),
    seat: z.string(),
    session: z.string(),
    boot: z.string(),
    sha256: z.string(),
    id: z.string(),
    incident: z.string(),
    exam: z.string(),
    policy: z.string(),
  })
  .partial();

/** Who asks, for the audit log. */
export function actorOf(request: FastifyRequest): Actor {
  const { login, ip } = request;
  return { actor: login?.name ?? null, role: login?.role ?? null, address: ip };
}

/** What a request is about, for the audit log: its route with the names that are in its path, or the path where there is no route. */
export function subjectOf(request: FastifyRequest): string {
  const path = request.routeOptions.url ?? request.url.split('?')[0] ?? '';
  const { room, seat, session, boot, sha256, id, incident, exam, policy } =
    Named.safeParse(request.params).data ?? {};
  const asked = Named.safeParse(request.query).data ?? {};
  const place = room === undefined ? [asked.room, asked.seat] : [room, seat];
  const names = [...place, session, boot, sha256, exam, policy, id, incident]
    .filter((name) => name !== undefined)
    .join('/');
  const action = path.split('/').findLast((part) => /^[a-z]/.test(part)) ?? path;
  return names === '' ? `${request.method} ${path}` : `${names} ${action}`;
}
