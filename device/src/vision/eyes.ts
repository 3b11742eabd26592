import type { Gaze } from '@invigil/behaviour';
import { type Picture, warp } from '../lib/opencv.js';
import { type Crop, cropSquare, distance, midpoint, type Point } from './affine.js';
import { type FaceMesh, squareOfEye } from './face-mesh.js';
import { type LoadedNet, output } from './inference.js';

/** What the iris net tells of both eyes of a face; null where the eyes are too small to tell. */
export type Eyes = { gaze: Gaze | null; eyesOpen: number | null };

/** Points of the iris net: first 71 of the eye and its brow, then 5 of the iris. Source: MediaPipe, iris_landmark. */
const POINTS = 76;
const CORNERS = [0, 8] as const;
const LOWER_LID = 4;
const UPPER_LID = 12;
const IRIS_CENTRE = 71;

/** Measured: left, centre and right stay apart down to an eye of this width, px. */
const MIN_EYE_PX = 15;

type EyeMeasures = {
  /** Iris centre from the middle of the corners, as a share of the eye's width; > 0 toward the picture's left. */
  gazeX: number;
  /** Distance of the lids over the eye's width. */
  opening: number;
  widthPx: number;
};

/** Runs the iris net on both eyes at once. */
export async function measureEyes(net: LoadedNet, picture: Picture, mesh: FaceMesh): Promise<Eyes> {
  const { width: size } = net.entry.input;
  // The net knows one eye only: the other goes in mirrored, and its answer comes back mirrored.
  const crops = [
    cropSquare(squareOfEye(mesh, 'left'), size, { mirrored: false }),
    cropSquare(squareOfEye(mesh, 'right'), size, { mirrored: true }),
  ];
  const pixels = crops.map((crop) => warp(picture, crop.toNet, size, size));
  const values = output(await net.run(Buffer.concat(pixels), crops.length), 'eyeAndIris');
  const eyes = crops.map((crop, i) =>
    measureEye(values.subarray(i * POINTS * 3, (i + 1) * POINTS * 3), crop),
  );
  if (eyes.some((eye) => eye.widthPx < MIN_EYE_PX)) return { gaze: null, eyesOpen: null };
  const mean = (pick: (eye: EyeMeasures) => number): number =>
    eyes.reduce((sum, eye) => sum + pick(eye), 0) / eyes.length;
  return { gaze: { x: mean((eye) => eye.gazeX) }, eyesOpen: mean((eye) => eye.opening) };
}

function measureEye(values: Float32Array, crop: Crop): EyeMeasures {
  const point = (i: number): Point => crop.toPicture(values[i * 3], values[i * 3 + 1]);
  const [a, b] = CORNERS.map(point).toSorted((p, q) => p.x - q.x);
  const widthPx = distance(a, b);
  const middle = midpoint(a, b);
  const iris = point(IRIS_CENTRE);
  const along = ((iris.x - middle.x) * (b.x - a.x) + (iris.y - middle.y) * (b.y - a.y)) / widthPx;
  return {
    gazeX: -along / widthPx,
    opening: distance(point(LOWER_LID), point(UPPER_LID)) / widthPx,
    widthPx,
  };
}
