import { LoginRequest, Me, type RefusalCode } from '@invigil/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { COOKIE } from './access.js';
import type { Accounts } from './accounts.js';
import { ICON } from './icon.js';
import { LOGIN_STYLES, faultOf, localPath, loginPage } from './login-page.js';
import type { OpenSockets } from './open-sockets.js';
import { refuse } from './refusal.js';

const FORM = 'application/x-www-form-urlencoded';
const PUBLIC = { access: 'public' } as const;

export type LoginDeps = {
  accounts: Accounts;
  sockets: OpenSockets;
  /** Tries per minute for one address; three times as many for one name. */
  loginsPerMinute: number;
  /** Whether browsers reach the hub by HTTPS. */
  secure: boolean;
};

/** The log-in page, and signing in and out. */
export async function loginRoutes(app: FastifyInstance, deps: LoginDeps): Promise<void> {
  const { accounts, secure } = deps;
  const limit = { max: deps.loginsPerMinute, timeWindow: 60_000 };
  // An IPv6 address counts as its /64, of which one machine may take as many as it likes.
  const byAddress = app.createRateLimit(limit);
  // More than one address can use up: whoever tries a name from one place does not lock its owner out.
  const byName = app.createRateLimit({
    ...limit,
    max: 3 * limit.max,
    keyGenerator: (request) => nameIn(request.body),
  });
  const isOver = async (limiter: typeof byName, request: FastifyRequest): Promise<boolean> => {
    const tries = await limiter(request);
    return !tries.isAllowed && tries.isExceeded;
  };
  app.addContentTypeParser(
    FORM,
    { parseAs: 'string', bodyLimit: 4096 },
    async (_request: unknown, text: string | Buffer) =>
      Object.fromEntries(new URLSearchParams(text.toString())),
  );
  const typed = app.withTypeProvider<ZodTypeProvider>();

  app.get('/login.css', { config: PUBLIC, schema: { hide: true } }, (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'no-cache').send(LOGIN_STYLES),
  );
  app.get('/icon.svg', { config: PUBLIC, schema: { hide: true } }, (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'max-age=86400').send(ICON),
  );
  typed.get(
    '/login',
    {
      config: PUBLIC,
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
      config: PUBLIC,
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
      if ((await isOver(byAddress, request)) || (await isOver(byName, request))) {
        void reply.header('retry-after', '60');
        return fail(request, reply, 'too-many-requests', 'too many log-ins; wait a minute');
      }
      const { name, password, next } = request.body;
      const done = await accounts.logIn(name, password);
      if (done === undefined)
        return fail(request, reply, 'wrong-credentials', 'the name or the password is wrong');
      void reply.setCookie(COOKIE, done.secret, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure,
        expires: new Date(done.expiresAt),
      });
      return isForm(request) ? reply.redirect(localPath(next), 303) : done.me;
    },
  );
  typed.post('/api/logout', { schema: { tags: ['log-in'] } }, async (request, reply) => {
    if (request.login !== null) {
      await accounts.logOut(request.login.id);
      deps.sockets.closeOf(request.login.id);
    }
    return reply.clearCookie(COOKIE, { path: '/' }).code(204).send();
  });
  typed.get('/api/me', { schema: { tags: ['log-in'], response: { 200: Me } } }, async (request, reply) =>
    request.login === null
      ? refuse(reply, 'not-signed-in', 'sign in first')
      : { name: request.login.name, role: request.login.role },
  );
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

function nameIn(body: unknown): string {
  return (fieldOf(body, 'name') ?? '').toLowerCase();
}

function fieldOf(body: unknown, field: 'name' | 'next'): string | undefined {
  const fields = z.object({ name: z.string(), next: z.string() }).partial().safeParse(body);
  return fields.data?.[field];
}
