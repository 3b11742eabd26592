import type { DetectionBox } from '../heads/detection.js';

type Size = { readonly width: number; readonly height: number };

/** A picture fitted into a net's input: the 2×3 matrix that does it, and its way back for boxes. */
export type Letterbox = {
  matrix: [number, number, number][];
  toPicture: (box: DetectionBox) => DetectionBox;
};

/** Fits a whole picture into a net's input without squashing it, in the middle, as the device does. */
export function letterbox(picture: Size, input: Size): Letterbox {
  const shrink = Math.min(input.width / picture.width, input.height / picture.height);
  const left = (input.width - picture.width * shrink) / 2;
  const top = (input.height - picture.height * shrink) / 2;
  return {
    matrix: [
      [shrink, 0, left],
      [0, shrink, top],
    ],
    toPicture: ({ x, y, width, height }) => ({
      x: (x - left) / shrink,
      y: (y - top) / shrink,
      width: width / shrink,
      height: height / shrink,
    }),
  };
}
