import type { HeldKind, ReportDetail } from '@invigil/contract';

/** A change of what holds, as a client tells it. */
export type HeldReport =
  | { type: 'began'; kind: HeldKind; at: number; detail?: ReportDetail }
  | { type: 'ended'; kind: HeldKind; at: number };

/** What holds now and since when. A change is told once; after a lost connection all of it can be said anew. */
export class Holding {
  readonly #since = new Map<HeldKind, { at: number; detail?: ReportDetail }>();

  /** What is to be told where something holds at `at`, or not; null: nothing new. */
  set(kind: HeldKind, holds: boolean, at: number, detail?: ReportDetail): HeldReport | null {
    const held = this.#since.get(kind);
    if (!holds) {
      if (held === undefined) return null;
      this.#since.delete(kind);
      // A clock that was set back: nothing ends before it began.
      return { type: 'ended', kind, at: Math.max(at, held.at) };
    }
    if (held !== undefined) return null;
    this.#since.set(kind, { at, ...(detail && { detail }) });
    return { type: 'began', kind, at, ...(detail && { detail }) };
  }

  /** All that holds, each since it began. */
  all(): HeldReport[] {
    return [...this.#since].map(([kind, since]) => ({ type: 'began', kind, ...since }));
  }

  /** Ends all that holds. */
  endAll(at: number): HeldReport[] {
    return [...this.#since.keys()].flatMap((kind) => this.set(kind, false, at) ?? []);
  }
}
