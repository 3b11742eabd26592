import type { Evidence } from '../../evidence.js';
import type { Observation } from '../../observation.js';

/** The camera is a piece of software: what it shows need not be what happens. */
export function virtualCamera(observation: Observation): Evidence {
  if (observation.type === 'no-frame') return 'unknown';
  return { confidence: observation.virtualCamera ? 1 : 0 };
}
