import type { Box, PictureQuality } from '@invigil/behaviour';
import { type LumaMeasures, measureLuma, type Picture } from '../../lib/opencv.js';
import { BackgroundWatch } from './background-watch.js';
import { edgeSteepness } from './edge-steepness.js';
import { LoopFinder } from './loop-finder.js';
import { thumbnailOf } from './luma-thumbnail.js';

const WIDTH = 320;
const LUMA_MAX = 255;
/** From this luma on a sensor at its limit says no more; JPEG and the small copy take a little off. */
const BURNT_OUT = 250;

/** Pictures are compared with those of long before five times a second, ms: frames come a little early or late. */
const COMPARE_EVERY_MS = 180;

/** What is known of a picture besides its pixels. */
type Moment = {
  /** Epoch ms. */
  capturedAt: number;
  /** Where faces were last seen, in pixels of the picture. */
  faces: readonly Box[];
};

type Compared = Pick<PictureQuality, 'backgroundChange' | 'repetition'>;

/** Measures a camera's pictures one after the other, each against those before. */
export class QualityMeter {
  readonly #loop: LoopFinder | undefined;
  readonly #background = new BackgroundWatch();
  #before: Uint8Array | undefined;
  #comparedAt = -Infinity;
  #compared: Compared = { backgroundChange: null, repetition: null };

  /** @param options.isCamera whether the source is a camera: a film may repeat itself, a camera may not */
  constructor({ isCamera }: { isCamera: boolean }) {
    if (isCamera) this.#loop = new LoopFinder();
  }

  measure(picture: Picture, moment: Moment): PictureQuality {
    const measures = measureLuma(picture, WIDTH);
    const { deviation, height, laplacianVariance, luma, mean, width } = measures;
    const change = meanDifference(this.#before, luma);
    this.#before = luma;
    this.#compare(measures, picture, moment);
    return {
      brightness: mean / LUMA_MAX,
      contrast: deviation / LUMA_MAX,
      sharpness: laplacianVariance,
      edgeSteepness: edgeSteepness(luma, width, height) / LUMA_MAX,
      burntOut: burntOutShare(luma),
      change: change / LUMA_MAX,
      ...this.#compared,
    };
  }

  #compare(measures: LumaMeasures, { height, width }: Picture, { capturedAt: at, faces }: Moment): void {
    // A clock that was set back must not put it to rest.
    if (Math.abs(at - this.#comparedAt) < COMPARE_EVERY_MS) return;
    this.#comparedAt = at;
    const thumbnail = thumbnailOf(measures.luma, measures.width, measures.height);
    this.#compared = {
      backgroundChange: this.#background.read(thumbnail, { at, faces, width, height }),
      repetition: this.#loop?.read(thumbnail, at) ?? null,
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

function burntOutShare(luma: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < luma.length; i++) if (luma[i] >= BURNT_OUT) count++;
  return count / luma.length;
}
