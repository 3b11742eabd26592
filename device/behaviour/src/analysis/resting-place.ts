import type { ConductKind, DwellPlace, LookDirection } from '@invigil/contract';
import type { Baseline } from '../baseline/candidate-baseline.js';
import type { Evidence } from '../evidence.js';
import type { FaceObservation } from '../observation.js';

/** What one usable picture shows of the candidate. */
export type Shown = {
  /** The candidate's face; null where none can be read. */
  face: FaceObservation | null;
  /** Null while it isn't known. */
  baseline: Baseline | null;
  evidence: Readonly<
    Record<Extract<ConductKind, 'looking-away' | 'gaze-off-screen' | 'eyes-closed' | 'speaking'>, Evidence>
  >;
};

/** A pose read from a face the mesh is less sure of is not used. */
const LEAST_PRESENCE = 0.5;
/**
 * A head this far from its baseline looks away, degrees: less than it takes for a signal. The edge of a usual screen is at 20°, and
 * of that way a head does up to 60 %, the eyes doing the rest.
 */
const AWAY_DEG = { side: 15, up: 14, down: 18 };
/** A place holds until a head lacks more than this, degrees … */
const HOLDS_DEG = 3;
/** … and eyes or both together as long as they speak for it with this confidence. */
const HOLDS_CONFIDENCE = 0.35;

/**
 * Where head and eyes rest; null where it can't be told. Where the eyes can't be read a head near its baseline counts as on the screen.
 * @param held place of the reading before, which small changes don't leave
 */
export function restingPlace(
  { baseline, evidence, face }: Shown,
  held: DwellPlace | null,
): DwellPlace | null {
  if (!face || !baseline) return null;
  const together = directionOf(evidence['looking-away'], held);
  // Without a mesh a face is in profile or masked, and looking away knows which.
  if (!face.headPose) return together;
  if (face.presence < LEAST_PRESENCE) return null;
  const yawDeg = face.headPose.yawDeg - baseline.yawDeg.median;
  const pitchDeg = face.headPose.pitchDeg - baseline.pitchDeg.median;
  if (!Number.isFinite(yawDeg) || !Number.isFinite(pitchDeg)) return null;
  return (
    headDirection(yawDeg, pitchDeg, held) ??
    together ??
    directionOf(evidence['gaze-off-screen'], held) ??
    'screen'
  );
}

/** Where the head alone looks away to; null where it doesn't. */
function headDirection(yawDeg: number, pitchDeg: number, held: DwellPlace | null): LookDirection | null {
  // A positive yaw points to the picture's left, and that is the candidate's own right: see docs/conventions.md.
  const sideways = {
    direction: yawDeg > 0 ? 'right' : 'left',
    deg: Math.abs(yawDeg) - AWAY_DEG.side,
  } as const;
  const updown = {
    direction: pitchDeg > 0 ? 'up' : 'down',
    deg: Math.abs(pitchDeg) - (pitchDeg > 0 ? AWAY_DEG.up : AWAY_DEG.down),
  } as const;
  for (const { deg, direction } of [sideways, updown]) {
    if (direction === held && deg >= -HOLDS_DEG) return direction;
  }
  const most = sideways.deg >= updown.deg ? sideways : updown;
  return most.deg >= 0 ? most.direction : null;
}

function directionOf(evidence: Evidence, held: DwellPlace | null): LookDirection | null {
  if (evidence === 'unknown' || evidence.direction === undefined) return null;
  const least = evidence.direction === held ? HOLDS_CONFIDENCE : 0.5;
  return evidence.confidence >= least ? evidence.direction : null;
}
