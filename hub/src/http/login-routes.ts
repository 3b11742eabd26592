import { LoginRequest, Me, type RefusalCode, said, type Said } from '@invigil/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { COOKIE } from './access.js';
import type { Accounts, Login } from './accounts.js';
import type { AuditTrail } from './audit-trail.js';
import { ICON } from './icon.js';
import { LOGIN_STYLES, faultOf, localPath, loginPage } from './login-page.js';
import type { OpenSockets } from './open-sockets.js';
import { type PasswordGate, waitSaid } from './password-gate.js';
import { readerWho } from './reader-who.js';
import { refuse } from './refusal.js';

const FORM = 'application/x-www-form-urlencoded';

export type LoginDeps = {
  sockets: OpenSockets;
  accounts: Accounts;
  gate: PasswordGate;
  trail: AuditTrail;
  /** Whether browsers reach the hub by HTTPS. */
  secure: boolean;
};

/** The log-in page, and signing in. */
export async function loginRoutes(app: FastifyInstance, deps: LoginDeps): Promise<void> {
  const { accounts, gate, secure, sockets, trail } = deps;
  const end = async (id: string): Promise<void> => {
    await accounts.logOut(id);
    sockets.closeOf(id);
  };
  app.addContentTypeParser(
    FORM,
    { parseAs: 'string', bodyLimit: 4096 },
    async (_request: unknown, text: string | Buffer) =>
      Object.fromEntries(new URLSearchParams(text.toString())),
  );
  const typed = app.withTypeProvider<ZodTypeProvider>();

  app.get('/login.css', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(LOGIN_STYLES),
  );
  app.get('/icon.svg', { schema: { hide: true } }, (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'max-age=86400').send(ICON),
  );
  typed.get(
    '/login',
    {
      schema: {
        hide: true,
        querystring: z
          .object({
            error: z.string(),
            next: z.string(),
            name: z.string(),
            asks: z.string(),
            ended: z.string(),
          })
          .partial(),
      },
    },
    (request, reply) => {
      const { asks = '', ended, error, name = '', next } = request.query;
      const fault = faultOf(error);
      const page = loginPage({
        language: readerWho(request).language,
        fault,
        hasEnded: ended !== undefined,
        next: localPath(next),
        name: name.slice(0, 64),
        asksCode: fault === 'code-needed' || asks.includes('code'),
        asksNew: fault === 'password-change-needed' || asks.includes('new'),
      });
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
    },
  );
  typed.post(
    '/api/login',
    {
      // A form that lacks something goes back to its page, so the handler looks at that itself.
      attachValidation: true,
      schema: {
        tags: ['log-in'],
        body: LoginRequest.extend({ next: z.string().max(2000).optional() }),
        response: { 200: Me },
      },
    },
    async (request, reply) => {
      if (request.validationError !== undefined)
        return fail(request, reply, 'bad-request', said('name-and-password-needed'));
      const { code, name, new: chosen = '', next, password } = request.body;
      const checked = await gate.check(request, name, password, code);
      if (checked.type === 'wait') {
        void reply.header('retry-after', String(Math.ceil(checked.ms / 1000)));
        return fail(request, reply, 'too-many-requests', waitSaid(checked.ms));
      }
      if (checked.type === 'wrong')
        return fail(request, reply, 'wrong-credentials', said('wrong-credentials'));
      if (checked.type === 'code-needed') return fail(request, reply, 'code-needed', said('code-needed'));
      const { id, ...known } = checked.user;
      // A page without script can do nothing but its form, so the form takes the new password too.
      if (known.mustChangePassword === true && chosen === '' && isForm(request))
        return fail(request, reply, 'password-change-needed', said('must-change-password'));
      if (chosen === password) return fail(request, reply, 'bad-request', said('new-is-old'));
      const { mustChangePassword: _, ...rest } = known;
      const me = chosen === '' ? known : rest;
      await trail.note({ actor: me.name, role: me.role, address: request.ip }, 'signed-in', me.name);
      if (chosen !== '') {
        await trail.note({ actor: me.name, role: me.role, address: request.ip }, 'password-changed', me.name);
        await accounts.changePassword(id, chosen);
        for (const { secretHash } of await accounts.loginsOf(id)) await end(secretHash);
      }
      const done = await accounts.logIn(id, request.ip);
      void reply.setCookie(COOKIE, done.secret, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure,
        expires: new Date(done.expiresAt),
      });
      return isForm(request) ? reply.redirect(localPath(next), 303) : me;
    },
  );
  typed.get('/api/me', { schema: { tags: ['log-in'], response: { 200: Me } } }, async (request, reply) =>
    request.login === null
      ? refuse(reply, 'not-signed-in', said('sign-in-first'))
      : { ...meOf(request.login), secondFactor: await accounts.factor.isOn(request.login.userId) },
  );
}

function meOf({ mustChangePassword, name, role, rooms }: Login): Me {
  return { name, role, rooms, mustChangePassword };
}

/** A form goes back to the page with the fault in its address; a program gets a refusal. */
function fail(request: FastifyRequest, reply: FastifyReply, code: RefusalCode, why: Said): FastifyReply {
  if (!isForm(request)) return refuse(reply, code, why);
  const next = localPath(fieldOf(request.body, 'next'));
  const name = fieldOf(request.body, 'name') ?? '';
  // What was asked for once is asked for again, so that a wrong password doesn't hide it.
  const asks = ASKED.filter((field) => fieldOf(request.body, field) !== undefined).join(' ');
  const asksMore = asks !== '' || code === 'code-needed' || code === 'password-change-needed';
  const query = new URLSearchParams({
    error: code,
    next,
    ...(asksMore && { name: name.slice(0, 64), asks }),
  });
  return reply.redirect(`/login?${query.toString()}`, 303);
}

function isForm(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').startsWith(FORM);
}

const ASKED = ['code', 'new'] as const;

function fieldOf(body: unknown, field: 'next' | 'name' | 'code' | 'new'): string | undefined {
  const text = z.string();
  const fields = z.object({ next: text, name: text, code: text, new: text }).partial().safeParse(body);
  return fields.data?.[field];
}
