import { centreDistance } from './boxes.js';
import type { Box } from './observation.js';
import type { Moment } from './timeline.js';

/** Who is where somebody was so long ago stands still: a passer-by at 0.5 m a second has gone 0.75 m on, ms. */
const STAY_MS = 1500;
/** Who keeps moving and still is there after this long lingers, ms: a room is crossed in 3–4 s. */
const LINGER_MS = 8000;

type Reading = { moment: Moment; boxes: readonly Box[] };

/** Tells somebody who stays from somebody who passes. Who comes straight toward the camera seems to stand still. */
export class Staying {
  readonly #nearWidths: number;
  #readings: Reading[] = [];
  #since: Moment | null = null;
  #staysSince: Moment | null = null;

  /** @param nearWidths how many widths of a box apart it is still the same place */
  constructor(nearWidths: number) {
    this.#nearWidths = nearWidths;
  }

  /**
   * Takes the places where somebody is now, and gives since when somebody has stayed; null while whoever is there only passes.
   * @param gapMs how long somebody may be missed before whoever comes next is another one, ms
   */
  see(boxes: readonly Box[], now: Moment, gapMs: number): Moment | null {
    const last = this.#readings.at(-1);
    if (!last || now.elapsedMs - last.moment.elapsedMs > gapMs) {
      this.#readings = [];
      this.#since = null;
      this.#staysSince = null;
    }
    if (boxes.length === 0) return this.#staysSince;
    this.#since ??= now;
    this.#staysSince ??= this.#standsSince(boxes, now, STAY_MS + gapMs) ?? this.#lingersSince(now);
    this.#readings.push({ moment: now, boxes });
    const oldest = this.#readings.findIndex(
      ({ moment }) => now.elapsedMs - moment.elapsedMs <= STAY_MS + gapMs,
    );
    if (oldest > 0) this.#readings.splice(0, oldest);
    return this.#staysSince;
  }

  #standsSince(boxes: readonly Box[], now: Moment, mostMs: number): Moment | null {
    const earlier = this.#readings.find(({ boxes: others, moment }) => {
      const agoMs = now.elapsedMs - moment.elapsedMs;
      return agoMs >= STAY_MS && agoMs <= mostMs && others.some((a) => boxes.some((b) => this.#isNear(a, b)));
    });
    return earlier?.moment ?? null;
  }

  #lingersSince({ elapsedMs }: Moment): Moment | null {
    return this.#since && elapsedMs - this.#since.elapsedMs >= LINGER_MS ? this.#since : null;
  }

  #isNear(a: Box, b: Box): boolean {
    return centreDistance(a, b) <= this.#nearWidths * Math.max(a.width, b.width);
  }
}
