import type { Box } from '@invigil/behaviour';
import type { Affine } from '../lib/opencv.js';

export type Point = { x: number; y: number };

/** A turned square of a picture. */
export type TurnedSquare = {
  centre: Point;
  /** Length of a side, px. */
  side: number;
  /** Clockwise, radians. */
  angle: number;
};

/** A map from a picture to a net's input, with its way back. */
export type Crop = {
  toNet: Affine;
  /** Picture px per net px. */
  scale: number;
  /** A point of the net's input in picture coordinates. */
  toPicture(x: number, y: number): Point;
};

/**
 * Fits the whole picture into `width`×`height` without squashing it; the rest stays black. A `margin` on each side, as a
 * share of the picture, makes it smaller still.
 */
export function letterbox(
  picture: { width: number; height: number },
  width: number,
  height: number,
  margin = 0,
): Crop {
  const shrink = Math.min(width / picture.width, height / picture.height) / (1 + 2 * margin);
  const left = (width - picture.width * shrink) / 2;
  const top = (height - picture.height * shrink) / 2;
  return {
    toNet: [
      [shrink, 0, left],
      [0, shrink, top],
    ],
    scale: 1 / shrink,
    toPicture: (x, y) => ({ x: (x - left) / shrink, y: (y - top) / shrink }),
  };
}

/** Turns a square of the picture upright and scales it to `size`×`size`, mirrored left to right where asked. */
export function cropSquare(square: TurnedSquare, size: number, options: { mirrored: boolean }): Crop {
  const { centre, side, angle } = square;
  const shrink = size / side;
  const flip = options.mirrored ? -1 : 1;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const half = size / 2;
  const [a, b] = [flip * shrink * cos, flip * shrink * sin];
  const [c, d] = [-shrink * sin, shrink * cos];
  return {
    toNet: [
      [a, b, half - a * centre.x - b * centre.y],
      [c, d, half - c * centre.x - d * centre.y],
    ],
    scale: 1 / shrink,
    toPicture(x, y) {
      const u = (flip * (x - half)) / shrink;
      const v = (y - half) / shrink;
      return { x: centre.x + cos * u - sin * v, y: centre.y + sin * u + cos * v };
    },
  };
}

/** Clockwise angle of the line from `a` to `b` against the horizontal, radians. */
export function angleOf(a: Point, b: Point): number {
  return Math.atan2(b.y - a.y, b.x - a.x);
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function midpoint(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** The smallest upright box round some points. */
export function boundingBox(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
