import { type Spread, spreadOf } from '../median.js';

type SteadyOptions<Name extends string> = {
  /** By measure: the largest median deviation that still counts as steady, in the measure's unit. */
  limits: Readonly<Record<Name, number>>;
  /** Readings older than this are forgotten, ms. */
  windowMs: number;
  /** How long the readings must span, and how many they must be. */
  leastSpanMs: number;
  leastReadings: number;
};

/** The last seconds of some measures, taken together, until each of them holds still. */
export class SteadyWindow<Name extends string> {
  readonly #options: SteadyOptions<Name>;
  #readings: { values: Readonly<Record<Name, number>>; elapsedMs: number }[] = [];

  constructor(options: SteadyOptions<Name>) {
    this.#options = options;
  }

  /** Takes one reading. Gives those of the window once they span long enough and all measures are steady; null before. */
  read(
    values: Readonly<Record<Name, number>>,
    elapsedMs: number,
  ): readonly Readonly<Record<Name, number>>[] | null {
    const { leastReadings, leastSpanMs, windowMs } = this.#options;
    this.#readings.push({ values, elapsedMs });
    const oldest = this.#readings.findIndex((earlier) => elapsedMs - earlier.elapsedMs <= windowMs);
    if (oldest > 0) this.#readings.splice(0, oldest);
    const spanMs = elapsedMs - (this.#readings[0]?.elapsedMs ?? elapsedMs);
    if (spanMs < leastSpanMs || this.#readings.length < leastReadings) return null;
    const all = this.#readings.map((reading) => reading.values);
    return this.#isSteady(all) ? all : null;
  }

  #isSteady(all: readonly Readonly<Record<Name, number>>[]): boolean {
    const { limits } = this.#options;
    for (const name in limits) {
      const { deviation }: Spread = spreadOf(all.map((values) => values[name]));
      if (deviation > limits[name]) return false;
    }
    return true;
  }
}
