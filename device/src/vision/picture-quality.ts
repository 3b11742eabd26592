import type { PictureQuality } from '@invigil/behaviour';
import { measureLuma, type Picture } from '../lib/opencv.js';

const WIDTH = 320;
const LUMA_MAX = 255;

/** Measures a camera's pictures one after the other, each against the one before. */
export class QualityMeter {
  #before: Uint8Array | undefined;

  measure(picture: Picture): PictureQuality {
    const measures = measureLuma(picture, WIDTH);
    const change = meanDifference(this.#before, measures.luma);
    this.#before = measures.luma;
    return {
      brightness: measures.mean / LUMA_MAX,
      contrast: measures.deviation / LUMA_MAX,
      sharpness: measures.laplacianVariance,
      change: change / LUMA_MAX,
    };
  }
}

/** Mean absolute difference of two pictures. A first one, or one of another size, is new by definition. */
function meanDifference(before: Uint8Array | undefined, now: Uint8Array): number {
  if (before?.length !== now.length) return LUMA_MAX;
  let sum = 0;
  for (let i = 0; i < now.length; i++) sum += Math.abs(now[i] - before[i]);
  return sum / now.length;
}
