import { type Picture, warp } from '../../lib/opencv.js';
import {
  angleOf,
  boundingBox,
  cropSquare,
  distance,
  midpoint,
  type Point,
  type TurnedSquare,
} from '../affine.js';
import type { FaceCandidate } from './face-detector.js';
import { type LoadedNet, output } from '../nets/inference.js';

/** A point of the mesh: picture px, and depth in px, smaller nearer to the camera. */
export type MeshPoint = { x: number; y: number; z: number };

/** The 468 points of MediaPipe's face mesh on a face. */
export type FaceMesh = {
  points: MeshPoint[];
  /** How sure the net is that this is a face, 0–1. */
  presence: number;
};

/** Corners of the eyes in the mesh, as they lie in the picture of a face that looks at the camera. */
export const EYE_CORNERS = { left: { outer: 33, inner: 133 }, right: { inner: 362, outer: 263 } } as const;

/** A detector's box takes eyes to chin; the mesh net wants the whole head. Source: MediaPipe, face_landmark. */
const BOX_MARGIN = 1.5;
/**
 * A mesh spans the face from the chin to the forehead: less is missing round it. MediaPipe's own 1.5 made the yaw of a film's
 * turned head jump by 15° for two frames, and lost the mesh of one of 13 labelled heads.
 */
const MESH_MARGIN = 1.4;

/** Where to look for the mesh of a face that the detector found: turned upright by the line of its eyes. */
export function squareOfCandidate({ box, eyes }: FaceCandidate): TurnedSquare {
  return {
    centre: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
    side: Math.max(box.width, box.height) * BOX_MARGIN,
    angle: angleOf(eyes.left, eyes.right),
  };
}

/** Where to look for the mesh of a face whose mesh was known a moment ago. */
export function squareOfMesh({ points }: FaceMesh): TurnedSquare {
  const box = boundingBox(points);
  const { left, right } = EYE_CORNERS;
  return {
    centre: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
    side: Math.max(box.width, box.height) * MESH_MARGIN,
    angle: angleOf(points[left.outer], points[right.outer]),
  };
}

/** Fits the mesh to the face in a square of the picture. */
export async function fitMesh(net: LoadedNet, picture: Picture, square: TurnedSquare): Promise<FaceMesh> {
  const { width: size } = net.entry.input;
  const crop = cropSquare(square, size, { mirrored: false });
  const outputs = await net.run(warp(picture, crop.toNet, size, size));
  const mesh = output(outputs, 'mesh');
  const points: MeshPoint[] = [];
  for (let at = 0; at < mesh.length; at += 3) {
    const { x, y } = crop.toPicture(mesh[at], mesh[at + 1]);
    points.push({ x, y, z: mesh[at + 2] * crop.scale });
  }
  return { points, presence: output(outputs, 'faceFlag')[0] };
}

/** The square of one eye: the iris net wants it 2.3 times as wide as the eye. Source: MediaPipe, iris_landmark. */
export function squareOfEye({ points }: FaceMesh, eye: 'left' | 'right'): TurnedSquare {
  const { outer, inner } = EYE_CORNERS[eye];
  const [a, b]: [Point, Point] =
    eye === 'left' ? [points[outer], points[inner]] : [points[inner], points[outer]];
  return { centre: midpoint(a, b), side: distance(a, b) * 2.3, angle: angleOf(a, b) };
}
