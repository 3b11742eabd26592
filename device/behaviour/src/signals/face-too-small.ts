import type { Evidence } from '../evidence.js';
import type { Observation } from '../observation.js';
import { smallness } from '../readable-face.js';

/** Whether the candidate's face is too small to be read; that somebody is there is still seen. */
export function faceTooSmall(observation: Observation): Evidence {
  const [face] = observation.type === 'frame' ? observation.faces : [];
  return face ? { confidence: smallness(face) } : 'unknown';
}
