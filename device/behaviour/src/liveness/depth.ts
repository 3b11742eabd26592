import { ramp } from '../ramp.js';
import type { HeadReading } from './head-reading.js';
import type { Neutral } from './neutral.js';

/** A head that nods or leans, or whose chin drops, changes its height by itself: such pictures say nothing of depth. */
const SAME_HEAD = { pitchDeg: 15, rollDeg: 15, mouthOpening: 0.1 };
/** From this turn, degrees, or this narrowing on there is something to compare. */
const MOVED = { turnDeg: 10, eyeSpan: 0.94 };
/** Fewer pictures say nothing. */
const LEAST_PICTURES = 3;
/** A face that narrows to this although its head turns by less than MOVED.turnDeg is flat: a solid one must turn by 26°. */
const FLAT_SPAN = 0.9;
/** A face may narrow more than its turn explains by the first without any doubt, and can't by the second. */
const NARROWER = { fine: 0.03, never: 0.15 };
/** And less: the net that reads the turn overstates it beyond 40°. */
const WIDER = { fine: 0.15, never: 0.45 };
/** A longer gap between two pictures counts as this much, ms. */
const LONGEST_STEP_MS = 400;

/**
 * Compares how a face narrows with how its head turns. The eyes of a solid head come closer together like the cosine of its yaw. A
 * flat picture that is swung narrows in the same way, but shows no turn: the mesh follows the features, and they move together.
 */
export class Depth {
  readonly #neutral: Neutral['face'];
  #fits = { sum: 0, count: 0 };
  #flatMs = 0;

  constructor(neutral: Neutral['face']) {
    this.#neutral = neutral;
  }

  /** @param stepMs since the picture before */
  see(head: HeadReading, stepMs: number): void {
    const neutral = this.#neutral;
    if (!neutral || !isComparable(head, neutral)) return;
    const span = head.eyeSpan / neutral.eyeSpan;
    const turnedFar = Math.abs(head.yawDeg - neutral.yawDeg) >= MOVED.turnDeg;
    if (!turnedFar && span > MOVED.eyeSpan) return;
    this.#fits.sum += fitOf(span / (cosine(head.yawDeg) / cosine(neutral.yawDeg)));
    this.#fits.count += 1;
    if (!turnedFar && span <= FLAT_SPAN) this.#flatMs += Math.min(stepMs, LONGEST_STEP_MS);
  }

  /** How well the face changed with its turn, 0–1; null where it did not turn enough to tell. */
  consistency(): number | null {
    const { count, sum } = this.#fits;
    return count < LEAST_PICTURES ? null : sum / count;
  }

  /** For how long the face was as narrow as only a flat picture is that shows no turn, ms. */
  get flatMs(): number {
    return this.#flatMs;
  }
}

function isComparable(head: HeadReading, neutral: NonNullable<Neutral['face']>): boolean {
  return (
    Math.abs(head.pitchDeg - neutral.pitchDeg) <= SAME_HEAD.pitchDeg &&
    Math.abs(head.rollDeg - neutral.rollDeg) <= SAME_HEAD.rollDeg &&
    head.mouthOpening - neutral.mouthOpening <= SAME_HEAD.mouthOpening
  );
}

/** 1 where the face is as wide as its turn makes it. @param width over the expected width */
function fitOf(width: number): number {
  return width < 1
    ? ramp(1 - width, NARROWER.never, NARROWER.fine)
    : ramp(width - 1, WIDER.never, WIDER.fine);
}

function cosine(degrees: number): number {
  return Math.cos((degrees * Math.PI) / 180);
}
