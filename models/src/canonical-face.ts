import * as z from 'zod';
import { ModelsError } from './models-error.js';
import type { VerifiedNet } from './verify.js';

const canonicalFaceSchema = z.strictObject({
  /** x, y, z of each of the 468 mesh points in cm: x to the picture's right, y up, z towards the camera. */
  points: z.array(z.tuple([z.number(), z.number(), z.number()])),
  /** Mesh points that MediaPipe's rigid fit uses, each with its weight. */
  basis: z.array(z.strictObject({ point: z.int(), weight: z.number() })),
});

/** MediaPipe's canonical face: the rigid template to which a mesh is fitted for head pose. */
export type CanonicalFace = z.infer<typeof canonicalFaceSchema>;

/** Decodes the compiled `canonical-face` file. Throws `bad-manifest` when it is something else. */
export function decodeCanonicalFace(verified: Pick<VerifiedNet, 'file' | 'bytes'>): CanonicalFace {
  try {
    const value: unknown = JSON.parse(verified.bytes.toString('utf8'));
    return canonicalFaceSchema.parse(value);
  } catch (cause) {
    throw new ModelsError('bad-manifest', `${verified.file} is no canonical face`, cause);
  }
}
