import {
  CertificateList,
  EnrolRequest,
  EnrolmentToken,
  EnrolmentTokenRequest,
  RenewRequest,
  SeatCertificate,
  writeEnrolment,
  said,
} from '@invigil/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { peerOf } from '../lib/peer-certificate.js';
import type { PlannedSeat } from '../lib/room-plan.js';
import type { AuditTrail } from './audit-trail.js';
import { refuse, refuseProgram } from './refusal.js';
import type { RefusalTally } from './refusal-tally.js';
import { actorOf } from './told-of.js';

/** Bytes of a body with a certificate request. */
const BODY_BYTES = 8192;
/** Enrolments that are tried per minute for one address: a token has 256 bits, so this only spares the processor. */
const PER_MINUTE = 20;

/** How seats get certificates and lose them. */
export type EnrolmentPort = {
  /** SHA-256 of the authority's certificate. */
  fingerprint: string;
  issueToken(
    place: { room: string; seat: string },
    by: string,
  ): Promise<{ token: string; expiresAt: number } | undefined>;
  enrol(token: string, csr: string): Promise<SeatCertificate | 'bad-request' | 'bad-token'>;
  renew(seat: PlannedSeat, csr: string): Promise<SeatCertificate | 'bad-request'>;
  revoke(serial: string, by: string): Promise<boolean>;
  list(): Promise<CertificateList['certificates']>;
};

export type EnrolmentDeps = {
  /** Undefined: the hub gives no certificates. */
  enrolment: EnrolmentPort | undefined;
  publicUrl: string | undefined;
  trail: AuditTrail;
  refusals: RefusalTally;
};

/** Enrolment of seats, and what was given out. Without TLS each answers that there is nothing of it. */
export async function enrolmentRoutes(app: FastifyInstance, deps: EnrolmentDeps): Promise<void> {
  const { publicUrl, refusals, trail } = deps;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['enrolment'];

  typed.post(
    '/api/enrolment-tokens',
    { schema: { tags, body: EnrolmentTokenRequest, response: { 201: EnrolmentToken } } },
    async (request, reply) => {
      const { enrolment } = deps;
      if (enrolment === undefined) return noCertificates(reply);
      const who = actorOf(request);
      await trail.note(who, 'enrolment-token-made', `${request.body.room}/${request.body.seat}`);
      const made = await enrolment.issueToken(request.body, who.actor ?? '');
      if (made === undefined) return refuse(reply, 'not-found', said('no-planned-seat'));
      const hub = publicUrl ?? `https://${request.host}`;
      const payload = writeEnrolment({ hub, token: made.token, ca: enrolment.fingerprint });
      return reply.code(201).header('cache-control', 'no-store').send({ payload, expiresAt: made.expiresAt });
    },
  );
  typed.post(
    '/api/enrol',
    {
      config: { rateLimit: { max: PER_MINUTE, timeWindow: 60_000 } },
      bodyLimit: BODY_BYTES,
      schema: { tags, body: EnrolRequest, response: { 201: SeatCertificate } },
    },
    async (request, reply) => {
      const { enrolment } = deps;
      if (enrolment === undefined) return noCertificates(reply);
      const done = await enrolment.enrol(request.body.token, request.body.csr);
      if (done === 'bad-token') {
        await refusals.refused(
          actorOf(request),
          'enrolment-refused',
          'a token that is wrong, was used, or has ended',
        );
        return refuseProgram(reply, 'wrong-credentials', 'the token is wrong, was used, or has ended');
      }
      // A certificate that can't be told of is not handed out.
      if (done !== 'bad-request') await trail.note(actorOf(request), 'seat-enrolled', done.principal);
      return answer(reply, done);
    },
  );
  typed.post(
    '/api/seat/certificate',
    {
      bodyLimit: BODY_BYTES,
      schema: { tags, body: RenewRequest, response: { 201: SeatCertificate } },
    },
    async (request, reply) => {
      const { enrolment } = deps;
      if (enrolment === undefined) return noCertificates(reply);
      const { seat } = request;
      // A token alone must not become a certificate: that is what enrolment is for.
      if (seat === null || peerOf(request.raw.socket) === undefined)
        return refuseProgram(reply, 'forbidden', 'show the certificate that is to be renewed');
      return answer(reply, await enrolment.renew(seat, request.body.csr));
    },
  );
  typed.get(
    '/api/certificates',
    { schema: { tags, response: { 200: CertificateList } } },
    async (_request, reply) => {
      const { enrolment } = deps;
      return enrolment === undefined ? noCertificates(reply) : { certificates: await enrolment.list() };
    },
  );
  typed.post(
    '/api/certificates/:serial/revoke',
    { schema: { tags, params: z.object({ serial: z.string().regex(/^[0-9a-fA-F]{1,40}$/) }) } },
    async (request, reply) => {
      const { enrolment } = deps;
      if (enrolment === undefined) return noCertificates(reply);
      const who = actorOf(request);
      await trail.note(who, 'certificate-revoked', request.params.serial);
      if (!(await enrolment.revoke(request.params.serial, who.actor ?? '')))
        return refuse(reply, 'not-found', said('no-certificate'));
      return reply.code(204).send();
    },
  );
}

function answer(reply: FastifyReply, done: SeatCertificate | 'bad-request'): FastifyReply {
  if (done === 'bad-request')
    return refuseProgram(
      reply,
      'bad-request',
      'no certificate request of a P-256 key that is signed by that key',
    );
  return reply.code(201).send(done);
}

function noCertificates(reply: FastifyReply): FastifyReply {
  return refuse(reply, 'not-found', said('no-certificates'));
}
