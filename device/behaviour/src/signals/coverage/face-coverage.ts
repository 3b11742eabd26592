import type { Evidence } from '../../evidence.js';
import type { Observation } from '../../observation.js';
import { blur, darkness, smallness } from '../../readable-face.js';

type FaceCoverage = Record<'dark' | 'blurred' | 'face-too-small', Evidence>;

export const NO_FACE: FaceCoverage = { dark: 'unknown', blurred: 'unknown', 'face-too-small': 'unknown' };

/** Why the candidate's face can't be read in a picture that shows it: before a window, out of focus, far away. It still is there. */
export function faceCoverage(observation: Observation): FaceCoverage {
  const [face] = observation.type === 'frame' ? observation.faces : [];
  if (!face) return NO_FACE;
  return {
    dark: { confidence: darkness(face) },
    blurred: { confidence: blur(face) },
    'face-too-small': { confidence: smallness(face) },
  };
}
