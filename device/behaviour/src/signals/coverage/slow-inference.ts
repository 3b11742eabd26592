import type { Evidence } from '../../evidence.js';
import type { Observation } from '../../observation.js';

/** The machine looks more seldom than it must: short things go unseen. */
export function slowInference(observation: Observation): Evidence {
  if (observation.type === 'no-frame') return 'unknown';
  return { confidence: observation.tooSlow ? 1 : 0 };
}
