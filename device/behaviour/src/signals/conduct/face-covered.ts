import type { Baseline } from '../../baseline/candidate-baseline.js';
import type { Evidence } from '../../evidence.js';
import type { FaceObservation } from '../../observation.js';
import type { Moment } from '../../timeline.js';

/** A head within these angles of its baseline, or of the camera before it is known, has a mesh unless something hides it, degrees. */
const FRONTAL = { yawDeg: 25, pitchDeg: 25 };
/** A face that the picture's edge cuts has no mesh either. Share of its box inside the picture. */
const LEAST_VISIBLE = 0.95;
/** A detector alone may be wrong about a face, and never knows what hides it. */
const CAP = 0.7;

/** A face that is seen where none can be fitted: a mask, a hand, a scarf. A mask that leaves the mesh its fit is not noticed. */
export class FaceCovered {
  #turned: { faceId: number; elapsedMs: number } | null = null;

  /** @param face of the candidate; null where none can be read */
  read(face: FaceObservation | null, baseline: Baseline | null, { elapsedMs }: Moment): Evidence {
    if (!face) return 'unknown';
    const { headPose, quality } = face;
    if (quality.interOcularPx !== null) {
      if (headPose) {
        const yawDeg = headPose.yawDeg - (baseline?.yawDeg.median ?? 0);
        const pitchDeg = headPose.pitchDeg - (baseline?.pitchDeg.median ?? 0);
        const isTurned = Math.abs(yawDeg) > FRONTAL.yawDeg || Math.abs(pitchDeg) > FRONTAL.pitchDeg;
        this.#turned = isTurned ? { faceId: face.id, elapsedMs } : null;
      }
      return { confidence: 0 };
    }
    // A head that turned on has no mesh for its profile.
    if (this.#turned?.faceId === face.id || quality.visible < LEAST_VISIBLE) return 'unknown';
    return { confidence: CAP };
  }
}
