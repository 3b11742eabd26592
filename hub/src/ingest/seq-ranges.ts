import type { Ack } from '@invigil/contract';
import type { SeqRange } from '../store/events.js';

/** Most gaps that one acknowledgement can name. */
const MAX_MISSING = 100;

/** The `seq` of one boot that are stored: rising, apart from each other, never touching. */
export class SeqRanges {
  readonly #ranges: readonly SeqRange[];

  constructor(ranges: readonly SeqRange[]) {
    this.#ranges = ranges;
  }

  has(seq: number): boolean {
    const at = this.#ranges.findLast(([first]) => first <= seq);
    return at !== undefined && seq <= at[1];
  }

  /** The highest of them; 0 where there is none. */
  highest(): number {
    return this.#ranges.at(-1)?.[1] ?? 0;
  }

  /** These and some more. What is here stays as it is, so that a transaction that fails changes nothing. */
  with(seqs: readonly number[]): SeqRanges {
    const all = [...this.#ranges, ...runsOf(seqs)].toSorted((a, b) => a[0] - b[0]);
    const joined: [number, number][] = [];
    for (const [first, last] of all) {
      const before = joined.at(-1);
      if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
      else joined.push([first, last]);
    }
    return new SeqRanges(joined);
  }

  /**
   * What to tell the seat: all up to `committedTo` is stored, save the gaps. Where there are more gaps than an
   * acknowledgement can name, it reaches only to the first one that it can't.
   */
  ack(boot: string): Ack {
    const missing: [number, number][] = [];
    let committedTo = 0;
    for (const [first, last] of this.#ranges) {
      if (first > committedTo + 1) {
        if (missing.length === MAX_MISSING) break;
        missing.push([committedTo + 1, first - 1]);
      }
      committedTo = last;
    }
    return { boot, committedTo, missing };
  }
}

function runsOf(seqs: readonly number[]): SeqRange[] {
  const runs: [number, number][] = [];
  for (const seq of seqs.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && seq <= run[1] + 1) run[1] = Math.max(run[1], seq);
    else runs.push([seq, seq]);
  }
  return runs;
}
