import type { FastifyReply } from 'fastify';
import { refuse } from '../refusal.js';
import type { PictureVerdict } from './picture-decoder.js';

/** Refuses what is no whole picture of a usual size. Undefined: it is one. */
export async function refusePicture(
  reply: FastifyReply,
  jpeg: Buffer,
  pictures: { check(jpeg: Buffer): Promise<PictureVerdict> },
): Promise<FastifyReply | undefined> {
  const verdict = await pictures.check(jpeg);
  switch (verdict.type) {
    case 'picture':
      return undefined;
    case 'busy':
      return refuse(reply, 'overloaded', 'too many pictures come at once; bring it again later');
    case 'unreadable':
      return refuse(reply, 'unreadable', `the picture can't be read: ${verdict.reason}`);
  }
}
