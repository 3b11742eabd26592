import type { Readable } from 'node:stream';
import { BootId, MAX_TRACK_BYTES, Sha256 } from '@invigil/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { PlannedSeat } from '../lib/room-plan.js';
import { refuseProgram } from './refusal.js';

/** What became of a track that a seat brought. */
type Outcome =
  | { type: 'kept' | 'there-already' | 'too-large' | 'hash-mismatch' | 'conflict' | 'too-many' | 'erased' }
  | { type: 'unreadable'; reason: string };

/** Where a seat's tracks go. */
export type TrackUploadPort = {
  putTrack(seat: PlannedSeat, track: { boot: string; sha256: string; body: Readable }): Promise<Outcome>;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it comes, on the route that takes it so. */
    stream: Readable | null;
  }
}

/** A seat brings the track of one of its boots. The same again changes nothing; a longer one takes the place of its beginning. */
export async function trackUpload(app: FastifyInstance, port: TrackUploadPort): Promise<void> {
  app.removeAllContentTypeParsers();
  app.decorateRequest('stream', null);
  app.addContentTypeParser(
    'application/octet-stream',
    async (request: { stream: Readable | null }, body: Readable) => {
      request.stream = body;
    },
  );
  app.withTypeProvider<ZodTypeProvider>().put(
    '/api/seat/track/:boot',
    {
      schema: {
        tags: ['seat'],
        params: z.object({ boot: BootId }),
        headers: z.object({ 'x-invigil-sha256': Sha256 }),
      },
    },
    async (request, reply) => {
      const { seat, stream } = request;
      if (seat === null || stream === null) return refuseProgram(reply, 'wrong-type', 'the body is no track');
      const { boot } = request.params;
      const done = await port.putTrack(seat, {
        boot,
        sha256: request.headers['x-invigil-sha256'],
        body: stream,
      });
      switch (done.type) {
        case 'kept':
          return reply.code(201).send();
        case 'there-already':
          return reply.code(200).send();
        case 'too-large':
          // The rest of the body is not read.
          void reply.header('connection', 'close');
          return refuseProgram(reply, 'too-large', `a track has at most ${MAX_TRACK_BYTES} bytes`);
        case 'hash-mismatch':
          return refuseProgram(
            reply,
            'hash-mismatch',
            'the SHA-256 of the track is not the one that was told',
          );
        case 'conflict':
          return refuseProgram(reply, 'conflict', 'the track of this boot that is stored begins otherwise');
        case 'erased':
          return refuseProgram(reply, 'erased', 'the track of this boot was here and was erased');
        case 'too-many':
          return refuseProgram(reply, 'too-many-requests', 'too many tracks; try again later');
        case 'unreadable':
          return refuseProgram(reply, 'unreadable', done.reason);
      }
    },
  );
}
