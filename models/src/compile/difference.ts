/** How far a compiled net's output is from its source's. */
export interface Difference {
  output: string;
  /** Largest absolute difference of any number. */
  largest: number;
  /** Largest minus smallest number that the source gave on all pictures. */
  range: number;
  /** `largest` as a share of `range`. */
  relative: number;
}

interface Extent {
  largest: number;
  low: number;
  high: number;
}

/** Gathers differences of named outputs over many runs. */
export class Differences {
  #extents = new Map<string, Extent>();

  /** Takes in one run of both. */
  add(wanted: ReadonlyMap<string, Float32Array>, found: ReadonlyMap<string, Float32Array>): void {
    for (const [output, numbers] of wanted) {
      const others = found.get(output);
      const extent = this.#extents.get(output) ?? { largest: 0, low: Infinity, high: -Infinity };
      this.#extents.set(output, extent);
      if (others?.length !== numbers.length) extent.largest = Infinity;
      for (const [i, number] of numbers.entries()) {
        const difference = Math.abs(number - (others?.[i] ?? NaN));
        // A NaN is no small difference.
        extent.largest = difference <= extent.largest ? extent.largest : difference || Infinity;
        extent.low = Math.min(extent.low, number);
        extent.high = Math.max(extent.high, number);
      }
    }
  }

  /** The differences so far, in the order in which the outputs came. */
  all(): Difference[] {
    return [...this.#extents].map(([output, { largest, low, high }]) => {
      const range = high - low;
      return { output, largest, range, relative: largest === 0 ? 0 : largest / range };
    });
  }
}
