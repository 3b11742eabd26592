import type { Evidence, FrameObservation } from '../evidence.js';
import { ramp } from '../ramp.js';

/** Mean luma at which a face can just be missed for lack of light, and at which it can't. */
const DIM = 0.08;
const BRIGHT = 0.16;

/** No face in a usable picture. The surer the mesh is of a face, and the dimmer the light, the less it counts. */
export function faceAbsent(frame: FrameObservation): Evidence {
  const presence = frame.faces.reduce((most, face) => Math.max(most, face.presence), 0);
  const light = 0.6 + 0.4 * ramp(frame.quality.brightness, DIM, BRIGHT);
  return { confidence: (1 - presence) * light };
}
