import { loadOpenCv, type OpenCv } from '@invigil/device';
import type { Pixels } from './sprite.js';

/**
 * A picture in OpenCV's memory, BGR, 8 bits a channel. The garbage collector does not see that memory, so: who makes a Mat
 * releases it (`withMats`), or returns it and says so; then it is the caller's. An argument is only lent. What is kept from
 * one frame to the next is `Pixels`.
 */
export type Mat = InstanceType<OpenCv['Mat']>;

/** The OpenCV binding; nothing else in this folder loads it. */
export const cv = loadOpenCv();

/** Runs `work` and releases each Mat that it has called its own, also where it throws. */
export function withMats<T>(work: (own: (mat: Mat) => Mat) => T): T {
  const owned = new Set<Mat>();
  const own = (mat: Mat) => {
    owned.add(mat);
    return mat;
  };
  try {
    return work(own);
  } finally {
    for (const mat of owned) mat.release();
  }
}

/** A new Mat with these pixels, the caller's. */
export function matOf({ width, height, bgr }: Pixels): Mat {
  return new cv.Mat(Buffer.from(bgr.buffer, bgr.byteOffset, bgr.byteLength), height, width, cv.CV_8UC3);
}

/** A copy of the pixels of a Mat that is no region of another. */
export function pixelsOf(mat: Mat): Pixels {
  return { width: mat.cols, height: mat.rows, bgr: mat.getData() };
}

/** The largest difference of any channel of any pixel of two pictures of one size, 0–255. */
export function largestDifference(a: Mat, b: Mat): number {
  return withMats((own) => own(a.absdiff(b)).getData()).reduce(
    (largest, value) => Math.max(largest, value),
    0,
  );
}
