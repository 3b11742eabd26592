import { medianOf } from './median.js';
import type { HeadPose } from './observation.js';
import { SteadyWindow } from './steady-window.js';
import type { Moment } from './timeline.js';

/** How a candidate's head stands when it faces the screen, as this camera sees it. */
export type Baseline = { yawDeg: number; pitchDeg: number };

/** A head within these angles may be facing the screen. An uncalibrated front reads a pitch of −8° to −14°. */
const FRONTAL = { yawDeg: 30, pitchUpDeg: 20, pitchDownDeg: 40 };
/** A head counts as steady while yaw and pitch deviate by no more than this, by their median, degrees. */
const STEADY_DEG = 4;
/** After it is there, the baseline follows only a head this close to it, degrees … */
const FOLLOW_DEG = 10;
/** … with this time constant, ms … */
const FOLLOW_MS = 60_000;
/** … and never further than this from where it began, degrees: nobody can walk it to the side. */
const LONGEST_WALK_DEG = 10;

/** Learns the baseline from the first seconds of a steady, roughly frontal head. */
export class PoseBaseline {
  readonly #poses = new SteadyWindow({ yawDeg: STEADY_DEG, pitchDeg: STEADY_DEG });
  #start: Baseline | null = null;
  #current: Baseline | null = null;
  #followedMs = 0;

  /** Takes one head pose, and returns the baseline or null while it isn't known yet. */
  read(pose: HeadPose, now: Moment): Baseline | null {
    if (!this.#start || !this.#current) {
      this.#current = this.#learn(pose, now);
      this.#start = this.#current;
    } else {
      this.#current = this.#follow(pose, this.#current, this.#start, now.elapsedMs - this.#followedMs);
    }
    this.#followedMs = now.elapsedMs;
    return this.#current;
  }

  #learn({ yawDeg, pitchDeg }: HeadPose, { elapsedMs }: Moment): Baseline | null {
    const frontal =
      Math.abs(yawDeg) <= FRONTAL.yawDeg &&
      pitchDeg <= FRONTAL.pitchUpDeg &&
      pitchDeg >= -FRONTAL.pitchDownDeg;
    if (!frontal) return null;
    const steady = this.#poses.read({ yawDeg, pitchDeg }, elapsedMs);
    return steady && { yawDeg: medianOf(steady, 'yawDeg'), pitchDeg: medianOf(steady, 'pitchDeg') };
  }

  #follow(pose: HeadPose, current: Baseline, start: Baseline, stepMs: number): Baseline {
    const yawOff = pose.yawDeg - current.yawDeg;
    const pitchOff = pose.pitchDeg - current.pitchDeg;
    if (Math.abs(yawOff) > FOLLOW_DEG || Math.abs(pitchOff) > FOLLOW_DEG) return current;
    const blend = 1 - Math.exp(-Math.min(stepMs, 1000) / FOLLOW_MS);
    return {
      yawDeg: within(current.yawDeg + yawOff * blend, start.yawDeg),
      pitchDeg: within(current.pitchDeg + pitchOff * blend, start.pitchDeg),
    };
  }
}

function within(value: number, start: number): number {
  return Math.min(start + LONGEST_WALK_DEG, Math.max(start - LONGEST_WALK_DEG, value));
}
