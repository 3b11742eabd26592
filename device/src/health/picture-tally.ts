import { type Observation, median } from '@invigil/behaviour';
import type { Health } from '@invigil/contract';

/** What the pictures since the last report were like: light, and the size of the nearest face. */
export class PictureTally {
  #brightness: number[] = [];
  #faceHeights: number[] = [];

  note(observation: Observation): void {
    if (observation.type !== 'frame') return;
    this.#brightness.push(observation.quality.brightness);
    const [largest] = observation.faces;
    // A box may reach beyond the picture's edge.
    if (largest !== undefined) this.#faceHeights.push(Math.min(1, largest.box.height / observation.height));
  }

  /** Of the period that ends now; undefined where no picture was looked at. */
  flush(): Health['pictures'] {
    const [brightness, faceHeights] = [this.#brightness, this.#faceHeights];
    this.#brightness = [];
    this.#faceHeights = [];
    if (brightness.length === 0) return undefined;
    return {
      brightness: thousandths(median(brightness)),
      ...(faceHeights.length > 0 && { faceHeight: thousandths(median(faceHeights)) }),
    };
  }
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
