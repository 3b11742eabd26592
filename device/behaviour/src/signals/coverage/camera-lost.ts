import type { Evidence } from '../../evidence.js';
import type { Observation } from '../../observation.js';

/** No frame came. */
export function cameraLost(observation: Observation): Evidence {
  return { confidence: observation.type === 'no-frame' ? 1 : 0 };
}
