import { type Observation, median } from '@invigil/behaviour';
import type { Health } from '@invigil/contract';

/** What the pictures since the last report were like: light, and the size of the nearest face. */
export class PictureTally {
  #brightness: number[] = [];
  #burntOut: number[] = [];
  #faceHeights: number[] = [];

  note(observation: Observation): void {
    if (observation.type !== 'frame') return;
    this.#brightness.push(observation.quality.brightness);
    this.#burntOut.push(observation.quality.burntOut);
    const [largest] = observation.faces;
    // A box may reach beyond the picture's edge.
    if (largest !== undefined) this.#faceHeights.push(Math.min(1, largest.box.height / observation.height));
  }

  /** Of the period that ends now; undefined where no picture was looked at. */
  flush(): Health['pictures'] {
    const [brightness, burntOut, faceHeights] = [this.#brightness, this.#burntOut, this.#faceHeights];
    this.#brightness = [];
    this.#burntOut = [];
    this.#faceHeights = [];
    if (brightness.length === 0) return undefined;
    return {
      brightness: thousandths(median(brightness)),
      burntOut: thousandths(median(burntOut)),
      ...(faceHeights.length > 0 && { faceHeight: thousandths(median(faceHeights)) }),
    };
  }
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
