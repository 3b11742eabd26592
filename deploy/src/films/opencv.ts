import { loadOpenCv, type OpenCv } from '@invigil/device';
import type { Sprite } from './sprite.js';

/** A picture in OpenCV's memory, BGR, 8 bits a channel. */
export type Mat = InstanceType<OpenCv['Mat']>;

/** The OpenCV binding; nothing else in this folder loads it. */
export const cv = loadOpenCv();

/** The pixels of `sprite` as a matrix, without its alpha. */
export function matOf(sprite: Pick<Sprite, 'width' | 'height' | 'bgr'>): Mat {
  return new cv.Mat(Buffer.from(sprite.bgr), sprite.height, sprite.width, cv.CV_8UC3);
}

/** The largest difference of any channel of any pixel of two pictures of one size, 0–255. */
export function largestDifference(a: Mat, b: Mat): number {
  return a
    .absdiff(b)
    .getData()
    .reduce((largest, value) => Math.max(largest, value), 0);
}
