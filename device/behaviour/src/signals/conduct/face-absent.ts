import type { Evidence, FrameObservation } from '../../evidence.js';
import { ramp } from '../../ramp.js';

/** Mean luma at which a face can just be missed for lack of light, and at which it can't. */
const DIM = 0.08;
const BRIGHT = 0.16;

/**
 * No face in a usable picture; the dimmer the light, the less that counts. A face that is told is there, however little can be
 * read of it: a mask or a profile halves its presence.
 */
export function faceAbsent({ faces, quality }: FrameObservation): Evidence {
  if (faces.length > 0) return { confidence: 0 };
  return { confidence: 0.6 + 0.4 * ramp(quality.brightness, DIM, BRIGHT) };
}
