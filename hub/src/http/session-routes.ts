import { LoginId, LoginList, PasswordChange, said } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { COOKIE } from './access.js';
import type { Accounts, Login } from './accounts.js';
import type { AuditTrail } from './audit-trail.js';
import type { OpenSockets } from './open-sockets.js';
import { type PasswordGate, waitSaid } from './password-gate.js';
import { refuse } from './refusal.js';
import { actorOf } from './told-of.js';

export type SessionDeps = {
  accounts: Accounts;
  sockets: OpenSockets;
  trail: AuditTrail;
  gate: PasswordGate;
};

const TAGS = { tags: ['log-in'] };
const NOBODY = said('sign-in-first');

/** What somebody may do about the own log-ins. Open pages of a log-in that ends are cut off. */
export async function sessionRoutes(app: FastifyInstance, deps: SessionDeps): Promise<void> {
  const { accounts, sockets, trail, gate } = deps;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const end = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      await accounts.logOut(id);
      sockets.closeOf(id);
    }
  };
  const idsOf = async (login: Login): Promise<string[]> =>
    (await accounts.loginsOf(login.userId)).map((row) => row.secretHash);

  typed.post('/api/logout', { schema: TAGS }, async (request, reply) => {
    if (request.login !== null) await end([request.login.id]);
    return reply.clearCookie(COOKIE, { path: '/' }).code(204).send();
  });
  typed.get(
    '/api/logins',
    { schema: { ...TAGS, response: { 200: LoginList } } },
    async ({ login }, reply) => {
      if (login === null) return refuse(reply, 'not-signed-in', NOBODY);
      const rows = await accounts.loginsOf(login.userId);
      const logins = rows.map(({ secretHash, createdAt, expiresAt, address }) => ({
        id: nameOf(secretHash),
        createdAt,
        expiresAt,
        address,
        current: secretHash === login.id,
      }));
      return { logins };
    },
  );
  typed.delete('/api/logins', { schema: TAGS }, async ({ login }, reply) => {
    if (login !== null) await end(await idsOf(login));
    return reply.clearCookie(COOKIE, { path: '/' }).code(204).send();
  });
  typed.delete(
    '/api/logins/:id',
    { schema: { ...TAGS, params: z.object({ id: LoginId }) } },
    async (request, reply) => {
      const { login, params } = request;
      if (login === null) return refuse(reply, 'not-signed-in', NOBODY);
      const found = (await idsOf(login)).filter((id) => nameOf(id) === params.id);
      if (found.length === 0) return refuse(reply, 'not-found', said('no-log-in'));
      await trail.note(actorOf(request), 'sessions-revoked', `log-in ${params.id}`);
      await end(found);
      return reply.code(204).send();
    },
  );
  typed.put('/api/password', { schema: { ...TAGS, body: PasswordChange } }, async (request, reply) => {
    const { login, body } = request;
    if (login === null) return refuse(reply, 'not-signed-in', NOBODY);
    const checked = await gate.checkPassword(request, login.name, body.old);
    if (checked.type === 'wait') return refuse(reply, 'too-many-requests', waitSaid(checked.ms));
    // 403, not 401: the log-in itself is good, and a page would leave for the log-in page.
    if (checked.type === 'wrong') return refuse(reply, 'forbidden', said('wrong-old-password'));
    if (body.new === body.old) return refuse(reply, 'bad-request', said('new-is-old'));
    await trail.note(actorOf(request), 'password-changed', login.name);
    await accounts.changePassword(login.userId, body.new);
    await end((await idsOf(login)).filter((id) => id !== login.id));
    return reply.code(204).send();
  });
}

/** The name under which a log-in is listed: enough of its hash to find it, and nothing to sign in with. */
function nameOf(secretHash: string): string {
  return secretHash.slice(0, 32);
}
