import type { HeldKind, ReportDetail } from '@invigil/contract';

type HoldsDeps = {
  began: (kind: HeldKind, at: number, detail: ReportDetail | undefined) => void;
  ended: (kind: HeldKind, at: number) => void;
};

/** Who said last that it holds is gone, and nobody took its place. */
const NOBODY = Symbol('nobody');

/**
 * What the connections of one kind of client say that holds: it does while one of them says so. Of a connection that was lost it is unknown;
 * the next one says anew what holds, and what it does not say has ended.
 */
export class Holds<Holder extends object> {
  readonly #deps: HoldsDeps;
  readonly #holders = new Map<HeldKind, Set<Holder | typeof NOBODY>>();
  #lostAt = 0;

  constructor(deps: HoldsDeps) {
    this.#deps = deps;
  }

  begin(holder: Holder, kind: HeldKind, at: number, detail: ReportDetail | undefined): void {
    const holders = this.#holders.get(kind) ?? new Set();
    holders.delete(NOBODY);
    this.#holders.set(kind, holders.add(holder));
    this.#deps.began(kind, at, detail);
  }

  end(holder: Holder, kind: HeldKind, at: number): void {
    const holders = this.#holders.get(kind);
    if (holders?.delete(holder) !== true || holders.size > 0) return;
    this.#holders.delete(kind);
    this.#deps.ended(kind, at);
  }

  /** A connection was lost. @param others whether another one is there, which knows better */
  lose(holder: Holder, at: number, others: boolean): void {
    this.#lostAt = at;
    for (const [kind, holders] of this.#holders) {
      if (!others && holders.has(holder)) holders.add(NOBODY);
      this.end(holder, kind, at);
    }
  }

  /** The next connection has had its time to say what holds: the rest has ended when the one before was lost. */
  settle(): void {
    for (const [kind, holders] of this.#holders) {
      if (!holders.delete(NOBODY) || holders.size > 0) continue;
      this.#holders.delete(kind);
      this.#deps.ended(kind, this.#lostAt);
    }
  }

  /** Nothing is known any more. */
  forget(): void {
    this.#holders.clear();
  }
}
