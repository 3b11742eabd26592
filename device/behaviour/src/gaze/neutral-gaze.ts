import { median, medianDeviation } from '../median.js';
import type { Gaze, HeadPose } from '../observation.js';
import type { Baseline } from '../pose-baseline.js';
import { SteadyWindow } from '../steady-window.js';
import type { Moment } from '../timeline.js';

/** How a candidate's irises stand in front of the screen, with the head at its baseline. Shares of the eye's width. */
export type NeutralEyes = {
  /** Median of `gaze.x`. */
  x: number;
  /** Median deviation from it: how much the eyes wander over what they read. */
  deviation: number;
};

/** A head turned further than this moves the irises by itself, degrees. */
const CALM_DEG = 10;
/**
 * Eyes at rest deviate by 0.002–0.008 by their median (four films of three persons); eyes that go evenly from edge to edge of a
 * screen, ±0.15, by 0.075.
 */
const STEADY = 0.05;

/** Learns the neutral gaze from the first seconds of steady eyes in a head at its baseline, and keeps it. */
export class NeutralGaze {
  readonly #window = new SteadyWindow({ x: STEADY });
  #neutral: NeutralEyes | null = null;

  /**
   * Takes the eyes of one frame, and returns the neutral gaze or null while it isn't known yet.
   * @param baseline of the head; nothing is learnt while it isn't known
   */
  read(
    face: { gaze: Gaze | null; headPose: HeadPose | null },
    baseline: Baseline | null,
    { elapsedMs }: Pick<Moment, 'elapsedMs'>,
  ): NeutralEyes | null {
    if (this.#neutral || !face.gaze || !face.headPose || !baseline) return this.#neutral;
    const offDeg = Math.max(
      Math.abs(face.headPose.yawDeg - baseline.yawDeg),
      Math.abs(face.headPose.pitchDeg - baseline.pitchDeg),
    );
    if (offDeg > CALM_DEG) return null;
    const steady = this.#window.read({ x: face.gaze.x }, elapsedMs);
    if (!steady) return null;
    const xs = steady.map(({ x }) => x);
    this.#neutral = { x: median(xs), deviation: medianDeviation(xs) };
    return this.#neutral;
  }
}
