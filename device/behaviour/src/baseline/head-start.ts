import type { HeadPose } from '../observation.js';
import { SteadyWindow } from './steady-window.js';

/** A head within these angles may be facing the screen. An uncalibrated front reads a pitch of −8° to −14°. */
const FRONTAL = { yawDeg: 30, pitchUpDeg: 20, pitchDownDeg: 40 };
/** A head counts as steady while yaw and pitch deviate by no more than this, by their median, degrees. */
const STEADY_DEG = 4;
/** A head that hardly moves and points nearly at the camera most likely looks at the screen: so much is believed after a second … */
const STILL_DEG = 1.5;
const NEARLY_FRONTAL = { yawDeg: 15, pitchUpDeg: 20, pitchDownDeg: 25 };
/** … but for this long only, ms. */
const PROVISIONAL_HOLDS_MS = 6000;

type Angles = Pick<HeadPose, 'yawDeg' | 'pitchDeg'>;

/** How a head stood in the seconds that were taken for its front. */
export type HeadFront = { poses: readonly Readonly<Angles>[]; provisional: boolean };

/** Learns from the first steady seconds of a roughly frontal head how it stands before the screen. */
export class HeadStart {
  readonly #steady = new SteadyWindow({
    limits: { yawDeg: STEADY_DEG, pitchDeg: STEADY_DEG },
    windowMs: 5000,
    leastSpanMs: 3000,
    leastReadings: 8,
  });
  readonly #still = new SteadyWindow({
    limits: { yawDeg: STILL_DEG, pitchDeg: STILL_DEG },
    windowMs: 1500,
    leastSpanMs: 1000,
    leastReadings: 4,
  });
  #provisional: { front: HeadFront; elapsedMs: number } | null = null;

  /** Takes one head pose. Null while nothing can be believed. */
  read({ pitchDeg, yawDeg }: Angles, elapsedMs: number): HeadFront | null {
    const pose = { yawDeg, pitchDeg };
    if (isWithin(pose, FRONTAL)) {
      const steady = this.#steady.read(pose, elapsedMs);
      if (steady) return { poses: steady, provisional: false };
    }
    if (!this.#provisional && isNearlyFrontal(pose)) {
      const still = this.#still.read(pose, elapsedMs);
      if (still) this.#provisional = { front: { poses: still, provisional: true }, elapsedMs };
    }
    const held = this.#provisional;
    return held && elapsedMs - held.elapsedMs <= PROVISIONAL_HOLDS_MS ? held.front : null;
  }
}

/** Whether a head points so nearly at the camera that its eyes may be looking at the screen. */
export function isNearlyFrontal(pose: Angles): boolean {
  return isWithin(pose, NEARLY_FRONTAL);
}

function isWithin({ pitchDeg, yawDeg }: Angles, limits: typeof FRONTAL): boolean {
  return (
    Math.abs(yawDeg) <= limits.yawDeg && pitchDeg <= limits.pitchUpDeg && pitchDeg >= -limits.pitchDownDeg
  );
}
