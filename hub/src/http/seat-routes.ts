import { KeptSession, MAX_PICTURE_BYTES, SESSION_HEADER, Sha256 } from '@invigil/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { PlannedSeat } from '../lib/room-plan.js';
import { matchesSha256 } from '../lib/sha256.js';
import { refuseProgram } from './refusal.js';
import type { PictureVerdict } from './uploads/picture-decoder.js';
import { pictureFault } from './uploads/picture-fault.js';

/** Where a seat's pictures go. */
export type PicturePort = {
  /** Whether it is a whole picture, as somebody finds who decodes it. */
  check(jpeg: Buffer): Promise<PictureVerdict>;
  /**
   * Keeps a picture whose hash was checked. `session`: as the seat says; undefined of seats of before 2026-11-29. `too-many`: the seat brings
   * what no event of its own names. `erased`: it was here before.
   */
  putEvidence(
    seat: PlannedSeat,
    picture: { sha256: string; session: string | undefined; jpeg: Buffer },
  ): Promise<'kept' | 'there-already' | 'too-many' | 'erased'>;
  putPreview(seat: PlannedSeat, jpeg: Buffer): void;
};

/** What a seat brings: evidence pictures, and preview pictures while somebody looks. */
export async function seatRoutes(app: FastifyInstance, pictures: PicturePort): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'image/jpeg',
    { parseAs: 'buffer', bodyLimit: MAX_PICTURE_BYTES },
    async (_request: unknown, body: Buffer) => body,
  );
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.put(
    '/api/seat/evidence/:sha256',
    {
      schema: {
        tags: ['seat'],
        params: z.object({ sha256: Sha256 }),
        headers: z.object({ [SESSION_HEADER]: KeptSession.optional() }),
      },
    },
    async (request, reply) => {
      const { seat, body } = request;
      if (seat === null || !isJpeg(body)) return refuseBody(reply);
      const { sha256 } = request.params;
      if (!matchesSha256(body, sha256)) {
        return refuseProgram(
          reply,
          'hash-mismatch',
          'the SHA-256 of the picture is not the one in its address',
        );
      }
      const fault = pictureFault(await pictures.check(body));
      if (fault !== undefined) return refuseProgram(reply, ...fault);
      const session = request.headers[SESSION_HEADER];
      const done = await pictures.putEvidence(seat, { sha256, session, jpeg: body });
      if (done === 'erased') return refuseProgram(reply, 'erased', 'this picture was here and was erased');
      if (done === 'too-many')
        return refuseProgram(
          reply,
          'too-many-requests',
          'too many pictures that no event of this seat names',
        );
      return reply.code(done === 'kept' ? 201 : 200).send();
    },
  );
  typed.put('/api/seat/preview', { schema: { tags: ['seat'] } }, async (request, reply) => {
    const { seat, body } = request;
    if (seat === null || !isJpeg(body)) return refuseBody(reply);
    const fault = pictureFault(await pictures.check(body));
    if (fault !== undefined) return refuseProgram(reply, ...fault);
    pictures.putPreview(seat, body);
    return reply.code(200).send();
  });
}

function refuseBody(reply: FastifyReply): FastifyReply {
  return refuseProgram(reply, 'wrong-type', 'the body is no JPEG picture');
}

/** The start-of-image marker, and the first byte of the marker after it (ITU-T T.81, B.1.1.3). */
function isJpeg(body: unknown): body is Buffer {
  return Buffer.isBuffer(body) && body[0] === 0xff && body[1] === 0xd8 && body[2] === 0xff;
}
