import { cv, matOf, withMats, type Mat } from './opencv.js';
import { nearNormal, seededRandom } from './random.js';
import type { Pixels } from './sprite.js';

const TILES = 12;
const MARGIN = 32;

/** Gives the picture of frame `index` the noise of a camera's sensor; the same index gives the same noise. The Mat is the caller's. */
export type SensorNoise = (picture: Mat, index: number) => Mat;

/**
 * Noise as a cheap USB camera leaves it: mostly luma, a little of it coarse (what is left of noise after the camera's own
 * filter and JPEG), a little chroma, and a flicker of the whole picture by less than a grey level. The coarse part is
 * what a detector of frozen pictures still sees in a small copy.
 *
 * `deviation` is that of the fine luma part in grey levels of 255.
 */
export function sensorNoise(options: {
  width: number;
  height: number;
  seed: number;
  deviation: number;
}): SensorNoise {
  const { width, height, seed, deviation } = options;
  const random = seededRandom(seed);
  const tiles = Array.from({ length: TILES }, () =>
    noiseTile(width + MARGIN, height + MARGIN, deviation, random),
  );
  return (picture, index) => {
    const own = seededRandom(seed ^ Math.imul(index + 1, 0x9e3779b1));
    // Never the tile of the frame before, so that two frames always differ.
    const tile = tiles[index % TILES];
    if (!tile) throw new RangeError(`frame index ${index} is not a whole number of at least 0`);
    const left = Math.floor(own() * MARGIN);
    const top = Math.floor(own() * MARGIN);
    const flicker = (own() - 0.5) * 1.2;
    return withMats((own) => {
      const window = own(own(matOf(tile)).getRegion(new cv.Rect(left, top, width, height)));
      return picture.addWeighted(1, window, 1, -128 + flicker);
    });
  };
}

/** Noise round 128, so that it fits unsigned bytes. */
function noiseTile(width: number, height: number, deviation: number, random: () => number): Pixels {
  const coarseWidth = Math.ceil(width / 4);
  const coarse = new Float32Array(coarseWidth * Math.ceil(height / 4));
  for (let i = 0; i < coarse.length; i++) coarse[i] = nearNormal(random) * deviation * 0.5;
  // A table of normal numbers read in a random order is ten times faster than drawing each.
  const table = Float32Array.from({ length: 4096 }, () => nearNormal(random) * deviation);
  const bytes = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const draw = Math.floor(random() * 0x1000000);
      const luma = 128 + (coarse[(y >> 2) * coarseWidth + (x >> 2)] ?? 0) + (table[draw & 4095] ?? 0);
      const chroma = (table[(draw >> 12) & 4095] ?? 0) * 0.4;
      bytes[at] = Math.round(luma + chroma);
      bytes[at + 1] = Math.round(luma);
      bytes[at + 2] = Math.round(luma - chroma);
    }
  }
  return { width, height, bgr: bytes };
}
