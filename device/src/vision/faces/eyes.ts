import { type Picture, warp } from '../../lib/opencv.js';
import { type Crop, cropSquare, distance, midpoint, type Point } from '../affine.js';
import { type FaceMesh, squareOfEye } from './face-mesh.js';
import { type LoadedNet, output } from '../nets/inference.js';

/** What the iris net tells of both eyes of a face, as shares of an eye's width. */
export type Eyes = {
  /** Iris centre from the middle of the corners, mean of both eyes; > 0 toward the picture's left. */
  gazeX: number;
  /** How far apart the two eyes' gazes are: eyes move together, so that the difference is error. */
  disagreement: number;
  /** Distance of the lids, mean of both eyes. */
  opening: number;
  /** Width of the narrower eye, px of the picture. */
  widthPx: number;
};

/** Points of the iris net: first 71 of the eye and its brow, then 5 of the iris. Source: MediaPipe, iris_landmark. */
const POINTS = 76;
const CORNERS = [0, 8] as const;
const LOWER_LID = 4;
const UPPER_LID = 12;
const IRIS_CENTRE = 71;

/**
 * Nothing is claimed of narrower eyes, px. Left and centre stayed apart in a film of one man made smaller until his eyes were 5 px
 * wide (150 frames, all right), but a small picture made so has less noise than a small face before a camera.
 */
const MIN_EYE_PX = 8;

type EyeMeasures = Omit<Eyes, 'disagreement'>;

/** Runs the iris net on both eyes at once; null where the eyes are too small to tell anything. */
export async function measureEyes(net: LoadedNet, picture: Picture, mesh: FaceMesh): Promise<Eyes | null> {
  const { width: size } = net.entry.input;
  // The net knows one eye only: the other goes in mirrored, and its answer comes back mirrored.
  const crops = [
    cropSquare(squareOfEye(mesh, 'left'), size, { mirrored: false }),
    cropSquare(squareOfEye(mesh, 'right'), size, { mirrored: true }),
  ];
  const pixels = crops.map((crop) => warp(picture, crop.toNet, size, size));
  const values = output(await net.run(Buffer.concat(pixels), crops.length), 'eyeAndIris');
  const [left, right] = [0, 1].map((i) =>
    measureEye(values.subarray(i * POINTS * 3, (i + 1) * POINTS * 3), crops[i]),
  );
  const widthPx = Math.min(left.widthPx, right.widthPx);
  if (widthPx < MIN_EYE_PX) return null;
  return {
    gazeX: (left.gazeX + right.gazeX) / 2,
    disagreement: Math.abs(left.gazeX - right.gazeX),
    opening: (left.opening + right.opening) / 2,
    widthPx,
  };
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
