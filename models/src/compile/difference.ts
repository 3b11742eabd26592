/** How far a compiled net's output is from its source's. */
export interface Difference {
  output: string;
  /** Largest absolute difference of any number. */
  largest: number;
  /** Largest minus smallest number that the source gave on all pictures. */
  range: number;
  /** `largest` as a share of `range`. */
  relative: number;
  /** Mean absolute difference of all numbers as a share of `range`. */
  meanRelative: number;
}

interface Extent {
  largest: number;
  low: number;
  high: number;
  sum: number;
  count: number;
}

/** Gathers differences of named outputs over many runs. */
export class Differences {
  #extents = new Map<string, Extent>();

  /** Takes in one run of both. */
  add(wanted: ReadonlyMap<string, Float32Array>, found: ReadonlyMap<string, Float32Array>): void {
    for (const [output, numbers] of wanted) {
      const others = found.get(output);
      const extent = this.#extents.get(output) ?? {
        largest: 0,
        low: Infinity,
        high: -Infinity,
        sum: 0,
        count: 0,
      };
      this.#extents.set(output, extent);
      if (others?.length !== numbers.length) extent.largest = Infinity;
      extent.count += numbers.length;
      for (const [i, number] of numbers.entries()) {
        const difference = Math.abs(number - (others?.[i] ?? NaN));
        // A NaN is no small difference.
        extent.largest = difference <= extent.largest ? extent.largest : difference || Infinity;
        extent.sum += difference;
        extent.low = Math.min(extent.low, number);
        extent.high = Math.max(extent.high, number);
      }
    }
  }

  /** The differences so far, in the order in which the outputs came. */
  all(): Difference[] {
    return [...this.#extents].map(([output, { largest, low, high, sum, count }]) => {
      const range = high - low;
      const shareOf = (part: number): number => (part === 0 ? 0 : part / range);
      return { output, largest, range, relative: shareOf(largest), meanRelative: shareOf(sum / count) };
    });
  }
}
