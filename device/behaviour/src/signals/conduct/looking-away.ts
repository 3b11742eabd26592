import type { LookDirection, Policy } from '@invigil/contract';
import type { Baseline } from '../../baseline/candidate-baseline.js';
import type { Evidence } from '../../evidence.js';
import { gazeFeaturesOf } from '../../gaze/gaze-features.js';
import type { FaceObservation } from '../../observation.js';
import { ramp } from '../../ramp.js';
import type { Moment } from '../../timeline.js';

/** A pose read from a face the mesh is less sure of is not used. */
const LEAST_PRESENCE = 0.5;
/** From the threshold, where the confidence is 0.5, it takes this many degrees more to be certain. */
const CERTAIN_AFTER_DEG = 15;
/** Eyes aside by the first, a share of the eye's width, go nowhere; by the second they add, or take, all that they can. */
const EYES_ASIDE = { none: 0.03, all: 0.1 };
/** Eyes that turn back to the screen take this share of what a head is beyond its threshold. */
const EYES_TAKE = 0.5;
/** A direction that was taken holds until it lacks more than this, degrees: a look into a corner is one look. */
const HOLDS_DEG = 3;
/** A head in profile has no mesh: so long after it was seen to turn away it still is, ms … */
const PROFILE_HOLDS_MS = 10_000;
/** … with this confidence. */
const PROFILE_CONFIDENCE = 0.55;

/** How far a direction is beyond its threshold; negative below it, degrees. */
type Beyond = { direction: LookDirection; deg: number };
type Limits = Pick<Policy, 'lookingAway' | 'gazeOffScreen'>;

/**
 * Head and eyes turned away from the screen, by direction. A head beyond its threshold is away whatever the eyes do: a turned head's
 * eyes are hard to read, and who looks at a neighbour's screen may look back. Somewhat below it the eyes decide: going the same way
 * they stand in for what the head lacks, down to where they are read alone (`gaze-off-screen`).
 */
export class LookingAway {
  readonly #limits: Limits;
  #away: { faceId: number; direction: LookDirection; elapsedMs: number } | null = null;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** @param face of the candidate; null where none can be read @param baseline null while it isn't known */
  read(face: FaceObservation | null, baseline: Baseline | null, now: Moment): Evidence {
    if (!face || !baseline) return 'unknown';
    if (!face.headPose || face.presence < LEAST_PRESENCE) return this.#inProfile(face, now);
    const sighting = this.#sightingOf(face, face.headPose, baseline);
    this.#away =
      sighting.confidence >= 0.5
        ? { faceId: face.id, direction: sighting.direction, elapsedMs: now.elapsedMs }
        : null;
    return sighting;
  }

  /** A mesh that was lost while the head was turned away was lost to a profile, not to a hand. */
  #inProfile(face: FaceObservation, { elapsedMs }: Moment): Evidence {
    const away = this.#away;
    if (face.headPose || !away || away.faceId !== face.id) return 'unknown';
    if (elapsedMs - away.elapsedMs > PROFILE_HOLDS_MS) return 'unknown';
    return { confidence: PROFILE_CONFIDENCE, direction: away.direction };
  }

  #sightingOf(
    face: FaceObservation,
    pose: { yawDeg: number; pitchDeg: number },
    baseline: Baseline,
  ): { confidence: number; direction: LookDirection } {
    const { pitchDownDeg, pitchUpDeg } = this.#limits.lookingAway;
    const yawDeg = pose.yawDeg - baseline.yawDeg.median;
    const pitchDeg = pose.pitchDeg - baseline.pitchDeg.median;
    // A positive yaw points to the picture's left, and that is the candidate's own right: see docs/conventions.md.
    const sideways: Beyond = {
      direction: yawDeg > 0 ? 'right' : 'left',
      deg: this.#beyondSideways(face, yawDeg, baseline),
    };
    const updown: Beyond = {
      direction: pitchDeg > 0 ? 'up' : 'down',
      deg: Math.abs(pitchDeg) - (pitchDeg > 0 ? pitchUpDeg : pitchDownDeg),
    };
    const [most, least] = sideways.deg >= updown.deg ? [sideways, updown] : [updown, sideways];
    const confidence = Math.min(1, Math.max(0, 0.5 + (0.5 * most.deg) / CERTAIN_AFTER_DEG));
    const isHeld = least.direction === this.#away?.direction && least.deg >= -HOLDS_DEG;
    return { confidence, direction: isHeld ? least.direction : most.direction };
  }

  /** How far beyond the threshold head and eyes are together, degrees. */
  #beyondSideways(face: FaceObservation, yawDeg: number, { gazeX }: Baseline): number {
    const threshold = this.#limits.lookingAway.yawDeg;
    const beyond = Math.abs(yawDeg) - threshold;
    const features = gazeFeaturesOf(face);
    if (!features || !gazeX) return beyond;
    const along = (features.gazeX - gazeX.median) * Math.sign(yawDeg);
    const share = ramp(Math.abs(along), EYES_ASIDE.none, EYES_ASIDE.all);
    if (along > 0) return beyond + share * Math.max(0, threshold - this.#limits.gazeOffScreen.headYawDeg);
    return beyond > 0 ? beyond * (1 - EYES_TAKE * share) : beyond;
  }
}
