import {
  GivenLogin,
  PasswordReset,
  type User,
  UserChange,
  UserList,
  UserRequest,
  type Role,
  said,
  type Said,
} from '@invigil/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { newSecret } from '../lib/clock.js';
import type { Actor } from './audit-trail.js';
import type { OpenSockets } from './open-sockets.js';
import { refuse } from './refusal.js';
import { actorOf } from './told-of.js';

type Fault = Said & { code: 'not-found' | 'conflict' | 'bad-request' };
/** `logins`: those that ended, or whose pages must look anew. */
type Done = { logins: string[] };
type NewUser = { name: string; role: Role; rooms: string[]; password: string };

/** What an administrator may do to users. Each is told to the audit log with the change itself. */
export type UserPort = {
  list(): Promise<User[]>;
  add(user: NewUser, who: Actor): Promise<Done | Fault>;
  change(name: string, change: UserChange, who: Actor): Promise<Done | Fault>;
  resetPassword(name: string, password: string, who: Actor): Promise<Done | Fault>;
  signOut(name: string, who: Actor): Promise<Done | Fault>;
  disable(name: string, who: Actor): Promise<Done | Fault>;
  enable(name: string, who: Actor): Promise<Done | Fault>;
  takeFactorOff(name: string, who: Actor): Promise<Done | Fault>;
};

const SCHEMA = { tags: ['users'], params: z.object({ name: z.string().min(1).max(64) }) };
/** Letters of a password that the hub makes up. */
const MADE_UP_LENGTH = 16;

/** Who may sign in: for administrators. */
export async function userRoutes(
  app: FastifyInstance,
  { users, sockets }: { users: UserPort; sockets: OpenSockets },
): Promise<void> {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const closePages = ({ logins }: Done): void => {
    for (const id of logins) sockets.closeOf(id);
  };
  const userOf = async (name: string): Promise<User | undefined> =>
    (await users.list()).find((user) => user.name.toLowerCase() === name.toLowerCase());

  /** Does something to a user that a path names, and answers with nothing. */
  const post = (path: string, act: (name: string, who: Actor) => Promise<Done | Fault>): void => {
    typed.post(`/api/users/:name${path}`, { schema: SCHEMA }, async (request, reply) =>
      settle(reply, await act(request.params.name, actorOf(request)), closePages),
    );
  };

  typed.get('/api/users', { schema: { tags: ['users'], response: { 200: UserList } } }, async () => ({
    users: await users.list(),
  }));
  typed.post(
    '/api/users',
    { schema: { tags: ['users'], body: UserRequest, response: { 201: GivenLogin } } },
    async (request, reply) => {
      const { password = madeUp(), ...user } = request.body;
      const done = await users.add({ ...user, password }, actorOf(request));
      if ('code' in done) return refuse(reply, done.code, done);
      return given(
        reply,
        201,
        await userOf(user.name),
        request.body.password === undefined ? password : null,
      );
    },
  );
  typed.put('/api/users/:name', { schema: { ...SCHEMA, body: UserChange } }, async (request, reply) =>
    settle(reply, await users.change(request.params.name, request.body, actorOf(request)), closePages),
  );
  typed.post(
    '/api/users/:name/password',
    { schema: { ...SCHEMA, body: PasswordReset, response: { 200: GivenLogin } } },
    async (request, reply) => {
      const { password = madeUp() } = request.body;
      const { name } = request.params;
      const done = await users.resetPassword(name, password, actorOf(request));
      if ('code' in done) return refuse(reply, done.code, done);
      closePages(done);
      return given(reply, 200, await userOf(name), request.body.password === undefined ? password : null);
    },
  );
  typed.delete('/api/users/:name/logins', { schema: SCHEMA }, async (request, reply) =>
    settle(reply, await users.signOut(request.params.name, actorOf(request)), closePages),
  );
  post('/disable', (name, who) => users.disable(name, who));
  post('/enable', (name, who) => users.enable(name, who));
  post('/totp/off', (name, who) => users.takeFactorOff(name, who));
}

function settle(reply: FastifyReply, done: Done | Fault, closePages: (done: Done) => void): FastifyReply {
  if ('code' in done) return refuse(reply, done.code, done);
  closePages(done);
  return reply.code(204).send();
}

function given(
  reply: FastifyReply,
  status: 200 | 201,
  user: User | undefined,
  password: string | null,
): FastifyReply {
  return user === undefined
    ? refuse(reply, 'not-found', said('no-user'))
    : reply.code(status).send({ user, password });
}

function madeUp(): string {
  return newSecret().slice(0, MADE_UP_LENGTH);
}
