import type { Baseline } from '../../baseline/candidate-baseline.js';
import type { Evidence } from '../../evidence.js';
import type { FaceObservation } from '../../observation.js';
import { ramp } from '../../ramp.js';

/** A measure less sure than this is not used. */
const LEAST_CONFIDENCE = 0.5;
/**
 * Lids count as closed from half of the candidate's own usual opening on, and never above the first: the iris net tells 0.08 of
 * closed eyes and 0.3–0.45 of open ones, but some people's are narrow, and they are not asleep.
 */
const MOST_CLOSED = 0.16;
const CLOSED_SHARE = 0.5;
/** Certain at this share of that. */
const CERTAIN_SHARE = 0.5;
/** A head bent further than this from its baseline lowers the lids over eyes that read, degrees. */
const BENT_DEG = 15;

/** Eyes closed for longer than a blink. */
export function eyesClosed(face: FaceObservation | null, baseline: Baseline | null): Evidence {
  if (!face?.eyes || !face.headPose || !baseline?.eyesOpening) return 'unknown';
  if (Math.min(face.eyes.confidence, face.headPose.confidence) < LEAST_CONFIDENCE) return 'unknown';
  if (face.headPose.pitchDeg - baseline.pitchDeg.median < -BENT_DEG) return 'unknown';
  const closed = Math.min(MOST_CLOSED, CLOSED_SHARE * baseline.eyesOpening.median);
  // The ramp gives 0.5 at `closed`.
  const certain = CERTAIN_SHARE * closed;
  return { confidence: ramp(face.eyes.opening, 2 * closed - certain, certain) };
}
