import {
  type RefusalCode,
  RecoveryCodes,
  TotpConfirm,
  TotpRequest,
  TotpStart,
  said,
  type Said,
} from '@invigil/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Login } from './accounts.js';
import type { AuditTrail } from './audit-trail.js';
import { type PasswordGate, waitSaid } from './password-gate.js';
import { refuse } from './refusal.js';
import type { SecondFactor } from './second-factor.js';
import { actorOf } from './told-of.js';

export type TotpDeps = {
  factor: SecondFactor;
  trail: AuditTrail;
  gate: PasswordGate;
};

const TAGS = { tags: ['log-in'] };

/** The second factor of whoever is signed in. */
export async function totpRoutes(app: FastifyInstance, deps: TotpDeps): Promise<void> {
  const { factor, gate, trail } = deps;
  const typed = app.withTypeProvider<ZodTypeProvider>();

  /** Asks for the password once more: an open page is not enough. Undefined: it is right. */
  const recheck = async (
    request: FastifyRequest,
    login: Login,
    password: string,
  ): Promise<[RefusalCode, Said] | undefined> => {
    const checked = await gate.checkPassword(request, login.name, password);
    switch (checked.type) {
      case 'right':
        return undefined;
      case 'wait':
        return ['too-many-requests', waitSaid(checked.ms)];
      case 'wrong':
        return ['forbidden', said('wrong-password')];
    }
  };

  typed.post(
    '/api/totp',
    { schema: { ...TAGS, body: TotpRequest, response: { 201: TotpStart } } },
    async (request, reply) => {
      const { body, login } = request;
      if (login === null) return refuse(reply, 'not-signed-in', said('sign-in-first'));
      const fault = await recheck(request, login, body.password);
      if (fault !== undefined) return refuse(reply, ...fault);
      const begun = await factor.begin(login);
      if (begun === undefined) return refuse(reply, 'conflict', said('second-factor-is-on'));
      return reply.code(201).send(begun);
    },
  );
  typed.post(
    '/api/totp/confirm',
    { schema: { ...TAGS, body: TotpConfirm, response: { 200: RecoveryCodes } } },
    async (request, reply) => {
      const { body, login } = request;
      if (login === null) return refuse(reply, 'not-signed-in', said('sign-in-first'));
      const waitMs = gate.beginCode(request, login.name);
      if (waitMs > 0) return refuse(reply, 'too-many-requests', waitSaid(waitMs));
      const codes = await factor.confirm(login.userId, body.code);
      if (codes === undefined) return refuse(reply, 'forbidden', said('wrong-code'));
      gate.succeeded(request, login.name);
      await trail.note(actorOf(request), 'totp-enabled', login.name);
      return { codes };
    },
  );
  typed.post('/api/totp/off', { schema: { ...TAGS, body: TotpRequest } }, async (request, reply) => {
    const { body, login } = request;
    if (login === null) return refuse(reply, 'not-signed-in', said('sign-in-first'));
    const fault = await recheck(request, login, body.password);
    if (fault !== undefined) return refuse(reply, ...fault);
    await trail.note(actorOf(request), 'totp-disabled', login.name);
    await factor.remove(login.userId);
    return reply.code(204).send();
  });
}
