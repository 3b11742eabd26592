import { medianDeviation } from './median.js';

const WINDOW_MS = 5000;
const LEAST_SPAN_MS = 3000;
const LEAST_READINGS = 8;

/** The last seconds of some measures, taken together, until each of them holds still. */
export class SteadyWindow<Name extends string> {
  readonly #limits: Readonly<Record<Name, number>>;
  #readings: { values: Record<Name, number>; elapsedMs: number }[] = [];

  /** @param limits by measure: the largest median deviation that still counts as steady, in the measure's unit */
  constructor(limits: Readonly<Record<Name, number>>) {
    this.#limits = limits;
  }

  /** Takes one reading. Gives the readings of the window once they span 3 s or more and all measures are steady; null before. */
  read(values: Record<Name, number>, elapsedMs: number): readonly Record<Name, number>[] | null {
    this.#readings.push({ values, elapsedMs });
    this.#readings = this.#readings.filter((earlier) => elapsedMs - earlier.elapsedMs <= WINDOW_MS);
    const spanMs = elapsedMs - (this.#readings[0]?.elapsedMs ?? elapsedMs);
    if (spanMs < LEAST_SPAN_MS || this.#readings.length < LEAST_READINGS) return null;
    const all = this.#readings.map((reading) => reading.values);
    return this.#isSteady(all) ? all : null;
  }

  #isSteady(all: readonly Record<Name, number>[]): boolean {
    for (const name in this.#limits) {
      if (medianDeviation(all.map((values) => values[name])) > this.#limits[name]) return false;
    }
    return true;
  }
}
