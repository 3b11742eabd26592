import type { Ack } from '@invigil/contract';
import type { SeqRange } from '../store/given-up.js';
import type { StoredRun } from '../store/stored-run.js';

/** Most gaps that one acknowledgement can name. */
const MAX_MISSING = 100;

/** An event as a link of its chain. `hash` null: it was stored without one. */
export type Link = { seq: number; prev: string | null; hash: string | null };

/**
 * The events of one boot that are stored, as runs: rising, apart from each other, never touching. The first run begins with what stands
 * before the first event, as `seq` 0. Of each run only the two ends are known: where a neighbour comes, its link is checked there.
 */
export class StoredRuns {
  readonly #runs: readonly StoredRun[];

  private constructor(runs: readonly StoredRun[]) {
    this.#runs = runs;
  }

  /** A boot of which nothing is known. @param start what its first event carries as `prev` */
  static from(start: string): StoredRuns {
    return new StoredRuns([{ first: 0, last: 0, prev: null, hash: start }]);
  }

  has(seq: number): boolean {
    const run = this.#runs.findLast(({ first }) => first <= seq);
    return run !== undefined && seq <= run.last;
  }

  /** Whether there are all from the first to the highest of them. */
  isWhole(): boolean {
    return this.#runs.length === 1;
  }

  /** The highest of them; 0 where there is none. */
  highest(): number {
    return this.#runs.at(-1)?.last ?? 0;
  }

  /**
   * These and some more, none of which is here yet, and each `seq` of an event that does not carry the hash of the one before it. What is
   * here stays as it is, so that a transaction that fails changes nothing.
   */
  with(more: readonly StoredRun[]): { stored: StoredRuns; breaks: number[] } {
    const joined: StoredRun[] = [];
    const breaks: number[] = [];
    for (const run of [...this.#runs, ...more].toSorted((a, b) => a.first - b.first)) {
      const before = joined.at(-1);
      if (before === undefined || run.first > before.last + 1) {
        joined.push({ ...run });
        continue;
      }
      // An event that was stored before there were hashes proves nothing, and refutes nothing.
      if (before.hash !== null && before.hash !== run.prev) breaks.push(run.first);
      before.last = run.last;
      before.hash = run.hash;
    }
    return { stored: new StoredRuns(joined), breaks };
  }

  /**
   * What to tell the seat: all up to `committedTo` is stored, save the gaps. Where there are more gaps than an
   * acknowledgement can name, it reaches only to the first one that it can't.
   * @param givenUp what the seat said will never come: it is not asked for
   */
  ack(boot: string, givenUp: readonly SeqRange[] = []): Ack {
    const missing: [number, number][] = [];
    let committedTo = 0;
    for (const { first, last } of this.#runs) {
      const asked = without([committedTo + 1, first - 1], givenUp);
      if (missing.length + asked.length > MAX_MISSING) break;
      missing.push(...asked);
      committedTo = last;
    }
    const [run] = this.#runs;
    const head = run === undefined || run.hash === null ? {} : { head: { seq: run.last, hash: run.hash } };
    return { boot, committedTo, missing, ...head };
  }
}

/** A range less some others; empty where nothing is left of it. */
function without([from, to]: SeqRange, others: readonly SeqRange[]): [number, number][] {
  const left: [number, number][] = [];
  let next = from;
  for (const [first, last] of others.toSorted((a, b) => a[0] - b[0])) {
    if (first > to) break;
    if (first > next) left.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= to) left.push([next, to]);
  return left;
}

/** An event as a run of its own. */
export function runOf({ seq, prev, hash }: Link): StoredRun {
  return { first: seq, last: seq, prev, hash };
}
