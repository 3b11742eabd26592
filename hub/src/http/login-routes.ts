import { LoginRequest, Me, type RefusalCode } from '@invigil/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { COOKIE } from './access.js';
import type { Accounts, Login } from './accounts.js';
import type { AuditTrail } from './audit-trail.js';
import { ICON } from './icon.js';
import { LOGIN_STYLES, faultOf, localPath, loginPage } from './login-page.js';
import { type PasswordGate, waitWords } from './password-gate.js';
import { refuse } from './refusal.js';

const FORM = 'application/x-www-form-urlencoded';

export type LoginDeps = {
  accounts: Accounts;
  gate: PasswordGate;
  trail: AuditTrail;
  /** Whether browsers reach the hub by HTTPS. */
  secure: boolean;
};

/** The log-in page, and signing in. */
export async function loginRoutes(app: FastifyInstance, deps: LoginDeps): Promise<void> {
  const { accounts, gate, trail, secure } = deps;
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
        querystring: z.object({ error: z.string().optional(), next: z.string().optional() }),
      },
    },
    (request, reply) => {
      const { error, next } = request.query;
      const page = loginPage({ fault: faultOf(error), next: localPath(next) });
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
        return fail(request, reply, 'bad-request', 'name and password are needed');
      const { name, password, next } = request.body;
      const checked = await gate.check(request, name, password);
      if (checked.type === 'wait') {
        void reply.header('retry-after', String(Math.ceil(checked.ms / 1000)));
        return fail(request, reply, 'too-many-requests', waitWords(checked.ms));
      }
      if (checked.type === 'wrong')
        return fail(request, reply, 'wrong-credentials', 'the name or the password is wrong');
      const { id, ...me } = checked.user;
      await trail.note({ actor: me.name, role: me.role, address: request.ip }, 'signed-in', me.name);
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
    request.login === null ? refuse(reply, 'not-signed-in', 'sign in first') : meOf(request.login),
  );
}

function meOf({ name, role, rooms }: Login): Me {
  return { name, role, rooms };
}

/** A form goes back to the page with the fault in its address; a program gets a refusal. */
function fail(
  request: FastifyRequest,
  reply: FastifyReply,
  code: RefusalCode,
  message: string,
): FastifyReply {
  if (!isForm(request)) return refuse(reply, code, message);
  const next = fieldOf(request.body, 'next');
  return reply.redirect(`/login?error=${code}&next=${encodeURIComponent(localPath(next))}`, 303);
}

function isForm(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').startsWith(FORM);
}

function fieldOf(body: unknown, field: 'next'): string | undefined {
  const fields = z.object({ next: z.string() }).partial().safeParse(body);
  return fields.data?.[field];
}
