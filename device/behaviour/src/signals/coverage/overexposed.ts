import type { Evidence } from '../../evidence.js';
import type { Observation } from '../../observation.js';
import { ramp } from '../../ramp.js';

/**
 * Share of burnt-out picture. Seven films brightened by code (392 pictures): below 0.3 every face is read, from 0.9 to 0.95 each
 * of 20, above 0.95 18 of 42. So much light hides the rest of the seat long before it hides the face. The films as they are, and
 * brightened by a quarter, have at most 0.21.
 */
const CERTAIN = 0.95;
const EXCLUDED = 0.75;

/** Whether there is so much light that nearly all of the picture is white. */
export function overexposed(observation: Observation): Evidence {
  if (observation.type === 'no-frame') return 'unknown';
  return { confidence: ramp(observation.quality.burntOut, EXCLUDED, CERTAIN) };
}
