import { createRequire } from 'node:module';
import type { Sprite } from './sprite.js';

type OpenCv = typeof import('@u4/opencv4nodejs');

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

/** The binding is loaded as CommonJS, since its ES module does not load beside an older rimraf; and quietly. */
function loadOpenCv(): OpenCv {
  process.env['OPENCV_LOG_LEVEL'] ??= 'SILENT';
  process.env['OPENCV4NODEJS_DISABLE_AUTOBUILD'] ??= '1';
  const require = createRequire(import.meta.url);
  const build: { Log: { silence: boolean } } = require('@u4/opencv-build');
  build.Log.silence = true;
  const binding: OpenCv = require('@u4/opencv4nodejs');
  // The work is composed frame by frame on one core; the other one belongs to whatever else the set-up does.
  binding.setNumThreads(1);
  return binding;
}
