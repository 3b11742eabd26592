import type { LookDirection, Policy } from '@invigil/contract';
import type { Evidence, EvidenceReader, FrameObservation } from '../evidence.js';
import { PoseBaseline } from '../pose-baseline.js';
import type { Moment } from '../timeline.js';

/** A pose read from a face the mesh is less sure of is not used. */
const LEAST_PRESENCE = 0.5;
/** From the threshold, where the confidence is 0.5, it takes this many degrees more to be certain. */
const CERTAIN_AFTER_DEG = 15;

type Limits = Policy['lookingAway'];

/**
 * The head turned away from its baseline. The eyes are left out: a screen's edge alone moves them by ±0.15, a turn of
 * the head by as much again, and which of the two it was can't be told from one number.
 */
export class LookingAway implements EvidenceReader {
  readonly #limits: Limits;
  readonly #baseline = new PoseBaseline();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  read(frame: FrameObservation, now: Moment): Evidence {
    const [face] = frame.faces;
    if (!face?.headPose || face.presence < LEAST_PRESENCE) return 'unknown';
    const baseline = this.#baseline.read(face.headPose, now);
    if (!baseline) return 'unknown';
    const yawDeg = face.headPose.yawDeg - baseline.yawDeg;
    const pitchDeg = face.headPose.pitchDeg - baseline.pitchDeg;
    const { direction, beyondDeg } = furthest(yawDeg, pitchDeg, this.#limits);
    const confidence = Math.min(1, Math.max(0, 0.5 + (0.5 * beyondDeg) / CERTAIN_AFTER_DEG));
    return { confidence, direction };
  }
}

/** The direction that goes furthest beyond its threshold, or stays least below it. */
function furthest(
  yawDeg: number,
  pitchDeg: number,
  limits: Limits,
): { direction: LookDirection; beyondDeg: number } {
  // A positive yaw points to the picture's left, and that is the candidate's own right: see docs/conventions.md.
  const sideways: LookDirection = yawDeg > 0 ? 'right' : 'left';
  const updown: LookDirection = pitchDeg > 0 ? 'up' : 'down';
  const bySide = Math.abs(yawDeg) - limits.yawDeg;
  const byPitch = Math.abs(pitchDeg) - (pitchDeg > 0 ? limits.pitchUpDeg : limits.pitchDownDeg);
  return bySide >= byPitch
    ? { direction: sideways, beyondDeg: bySide }
    : { direction: updown, beyondDeg: byPitch };
}
