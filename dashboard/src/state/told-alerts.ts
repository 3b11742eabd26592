import type { Incident } from '@invigil/contract';

/** Names that are remembered; above it the oldest are forgotten. */
const REMEMBERED = 5000;

/** Remembers which incidents were told, so that each is told once: also one that comes back, or goes on as part of another. */
export class ToldAlerts {
  readonly #told = new Set<string>();

  /** Those that were not told yet; they count as told from now on. */
  take(incidents: readonly Incident[]): Incident[] {
    return incidents.filter(({ id, signals }) => {
      const known = this.#told.has(id) || signals.some((signal) => this.#told.has(signal.id));
      this.#told.add(id);
      for (const old of this.#told) {
        if (this.#told.size <= REMEMBERED) break;
        this.#told.delete(old);
      }
      return !known;
    });
  }
}
