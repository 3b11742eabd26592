import { medianOf, median } from '../median.js';
import type { HeadReading } from './head-reading.js';

/** How a candidate's head stands when it faces the screen, degrees. */
export type FrontPose = { yawDeg: number; pitchDeg: number };

/** How the head stands when nothing is asked of it. */
export type Neutral = FrontPose & {
  /** The rest of its measures while it stood so; null where it did not before the cue. */
  face: { yawDeg: number; pitchDeg: number; rollDeg: number; eyeSpan: number; mouthOpening: number } | null;
  /** Opening of the eyes; null where they could not be read. */
  eyeOpening: number | null;
};

/** Fewer readings say nothing. */
const LEAST_READINGS = 3;
/** A head this close to its neutral stands in it, degrees. */
const STANDS_DEG = 8;

/**
 * The neutral before a cue: the candidate's baseline where it is known, so that a head that was turned aside at the cue is not
 * taken for one that faces the screen; else the median of the moments before. Null where there were too few.
 */
export function neutralOf(before: readonly HeadReading[], front: FrontPose | null): Neutral | null {
  if (!front && before.length < LEAST_READINGS) return null;
  const { pitchDeg, yawDeg } = front ?? {
    yawDeg: medianOf(before, 'yawDeg'),
    pitchDeg: medianOf(before, 'pitchDeg'),
  };
  const calm = before.filter(
    (head) =>
      Math.abs(head.yawDeg - yawDeg) <= STANDS_DEG && Math.abs(head.pitchDeg - pitchDeg) <= STANDS_DEG,
  );
  const openings = before.flatMap(({ eyeOpening }) => eyeOpening ?? []);
  return {
    yawDeg,
    pitchDeg,
    face: calm.length < LEAST_READINGS ? null : faceOf(calm),
    eyeOpening: openings.length < LEAST_READINGS ? null : median(openings),
  };
}

function faceOf(calm: readonly HeadReading[]): NonNullable<Neutral['face']> {
  return {
    yawDeg: medianOf(calm, 'yawDeg'),
    pitchDeg: medianOf(calm, 'pitchDeg'),
    rollDeg: medianOf(calm, 'rollDeg'),
    eyeSpan: medianOf(calm, 'eyeSpan'),
    mouthOpening: medianOf(calm, 'mouthOpening'),
  };
}
