import type { Evidence } from '../../evidence.js';
import type { Observation } from '../../observation.js';
import { ramp } from '../../ramp.js';

/** Too little light to read a face, 0–1 mean luma: certain below the first, excluded above the second. */
const CERTAIN = 0.06;
const EXCLUDED = 0.1;

/** Whether there is too little light. A covered lens is dark too: see `covered`, which is asked first. */
export function dark(observation: Observation): Evidence {
  if (observation.type === 'no-frame') return 'unknown';
  return { confidence: ramp(observation.quality.brightness, EXCLUDED, CERTAIN) };
}
