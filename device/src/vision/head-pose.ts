import type { HeadPose } from '@invigil/behaviour';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import type { MeshPoint } from './face-mesh.js';

const DEGREES = 180 / Math.PI;

/**
 * Turns a face mesh into the angles of the head, by the rotation that best takes the canonical face to it.
 * Method: W. Kabsch, Acta Cryst. A32 (1976) 922, with the reflection excluded.
 */
export class HeadPoseFit {
  readonly #canonical: Matrix;

  /** `canonical`: 468 points, x to the picture's right, y up, z toward the camera. */
  constructor(canonical: readonly (readonly [number, number, number])[]) {
    this.#canonical = centred(canonical.map((point) => [...point]));
  }

  /** Angles of the head, or null where the points span no face. */
  fit(points: readonly MeshPoint[]): HeadPose | null {
    const { rows } = this.#canonical;
    if (points.length < rows) return null;
    // The picture's y points down and the mesh's z away from the camera.
    const seen = centred(points.slice(0, rows).map(({ x, y, z }) => [x, -y, -z]));
    const covariance = this.#canonical.transpose().mmul(seen);
    if (covariance.to1DArray().some((value) => !Number.isFinite(value))) return null;
    const svd = new SingularValueDecomposition(covariance, { autoTranspose: true });
    const v = svd.rightSingularVectors;
    const u = svd.leftSingularVectors;
    const sign = determinant(v.mmul(u.transpose())) < 0 ? -1 : 1;
    const rotation = v.mmul(Matrix.diag([1, 1, sign])).mmul(u.transpose());
    return anglesOf(rotation);
  }
}

/**
 * Angles of a rotation that leans first, then turns, then nods: the order of the 300W-LP and AFLW2000 labels. The columns
 * of a rotation are where it takes the axes: to the picture's right, up, and toward the camera.
 * Source: X. Zhu et al., Face Alignment Across Large Poses, CVPR 2016.
 */
function anglesOf(rotation: Matrix): HeadPose {
  const forwardX = Math.max(-1, Math.min(1, rotation.get(0, 2)));
  return {
    yawDeg: -Math.asin(forwardX) * DEGREES,
    pitchDeg: Math.atan2(rotation.get(1, 2), rotation.get(2, 2)) * DEGREES,
    rollDeg: Math.atan2(rotation.get(0, 1), rotation.get(0, 0)) * DEGREES,
  };
}

function centred(rows: number[][]): Matrix {
  return new Matrix(rows).center('column');
}

function determinant(m: Matrix): number {
  const at = (row: number, column: number): number => m.get(row, column);
  return (
    at(0, 0) * (at(1, 1) * at(2, 2) - at(1, 2) * at(2, 1)) -
    at(0, 1) * (at(1, 0) * at(2, 2) - at(1, 2) * at(2, 0)) +
    at(0, 2) * (at(1, 0) * at(2, 1) - at(1, 1) * at(2, 0))
  );
}
