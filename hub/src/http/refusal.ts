import { REFUSAL_CODES, type Refusal, type RefusalCode, type Said } from '@invigil/contract';
import type { FastifyReply } from 'fastify';

/** Answers a person with a refusal and the status that goes with its code. */
export function refuse(reply: FastifyReply, code: RefusalCode, why: Said): FastifyReply {
  const { facts, message, reason } = why;
  return send(reply, { code, message, reason, ...(facts && { facts }) });
}

/** Answers what only programs ask for, in English: a seat, an upload, bytes that are no request. */
export function refuseProgram(reply: FastifyReply, code: RefusalCode, message: string): FastifyReply {
  return send(reply, { code, message });
}

function send(reply: FastifyReply, refusal: Refusal & { code: RefusalCode }): FastifyReply {
  return reply
    .code(REFUSAL_CODES[refusal.code])
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(refusal);
}

/** The code that stands for an HTTP status. */
export function refusalCodeOf(status: number): RefusalCode {
  switch (status) {
    case 401:
      return 'not-signed-in';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 413:
      return 'too-large';
    case 415:
      return 'wrong-type';
    case 429:
      return 'too-many-requests';
    default:
      return status < 500 ? 'bad-request' : 'internal';
  }
}

/** Why something that people set is not taken. */
export type Refused = Said & { code: 'conflict' | 'not-found' | 'bad-request' };
/** What came of a change. */
export type Outcome<T> = { value: T } | Refused;

/** Answers with what came of a change. @param reply has the status of success */
export function answer<T>(reply: FastifyReply, done: Outcome<T>): T | FastifyReply {
  return 'code' in done ? refuse(reply, done.code, done) : done.value;
}
