import { quantile } from '../rows.js';
import type { Turn } from './turn.js';

/** How long what is done again and again took, by name, while it is asked to note it. */
export class RunLog {
  readonly #times = new Map<string, number[]>();
  #noting = false;

  /** Frames that warm up, and those of a long watch over the memory, are not noted. */
  note(on: boolean): void {
    this.#noting = on;
  }

  add(name: string, ms: number): void {
    if (!this.#noting) return;
    const times = this.#times.get(name);
    if (times) times.push(ms);
    else this.#times.set(name, [ms]);
  }

  summary(): Turn['nets'] {
    return Object.fromEntries(
      [...this.#times].map(([name, times]) => [
        name,
        {
          runs: times.length,
          totalMs: times.reduce((sum, ms) => sum + ms, 0),
          medianMs: quantile(times, 0.5),
        },
      ]),
    );
  }
}
