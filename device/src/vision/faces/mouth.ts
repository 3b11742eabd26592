import type { FaceMesh, MeshPoint } from './face-mesh.js';

/** Middles of the inner lips and the mouth's inner corners in the mesh. Source: MediaPipe, canonical_face_model_uv. */
const UPPER_LIP = 13;
const LOWER_LIP = 14;
const CORNERS = [78, 308] as const;

/** Distance of the inner lips over that of the mouth's corners, in space, so that a turned head's mouth is no narrower. */
export function mouthOpening({ points }: FaceMesh): number {
  const [left, right] = CORNERS;
  return apart(points[UPPER_LIP], points[LOWER_LIP]) / apart(points[left], points[right]);
}

function apart(a: MeshPoint, b: MeshPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}
