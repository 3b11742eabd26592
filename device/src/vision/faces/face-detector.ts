import type { Box } from '@invigil/behaviour';
import { suppressNonMaxima } from '@invigil/models';
import type { Picture } from '../../lib/opencv.js';
import { warp } from '../../lib/opencv.js';
import { type Crop, letterbox, type Point } from '../affine.js';
import { type LoadedNet, output } from '../nets/inference.js';

/** A place that may be a face. */
export type FaceCandidate = {
  box: Box;
  /** 0–1 */
  score: number;
  /** Width of the box as a share of the longer side of what the net was shown, 0–1. */
  share: number;
  /** Eyes as they lie in the picture: `left` is the picture's left. */
  eyes: { left: Point; right: Point };
};

/** Low on purpose: score, size and the mesh's face flag decide together. */
const MIN_SCORE = 0.3;
const MAX_IOU = 0.3;

/**
 * Anchors of BlazeFace's full-range "back" model: on a 16×16 grid two at each point, on an 8×8 grid six.
 * All are squares of side 1, so that only their centres matter. Source: MediaPipe, SsdAnchorsCalculator.
 */
const GRIDS = [
  { cells: 16, perCell: 2, scores: 'scores16', boxes: 'boxes16' },
  { cells: 8, perCell: 6, scores: 'scores32', boxes: 'boxes32' },
] as const;

/** Values for one anchor: box centre and size, then six points; eyes are the first two. */
const VALUES = 16;

/**
 * Finds faces in a whole picture, best first. A `margin` is laid round the picture on each side, as a share of it: the net
 * knows heads with something round them, and misses a face that fills the picture.
 */
export async function detectFaces(
  net: LoadedNet,
  picture: Picture,
  { margin }: { margin: number },
): Promise<FaceCandidate[]> {
  const { width, height } = net.entry.input;
  const crop = letterbox(picture, width, height, margin);
  const outputs = await net.run(warp(picture, crop.toNet, width, height));
  const candidates = GRIDS.flatMap((grid) =>
    decodeGrid(output(outputs, grid.scores), output(outputs, grid.boxes), { ...grid, crop, size: width }),
  );
  return suppressNonMaxima(candidates, MAX_IOU);
}

function decodeGrid(
  scores: Float32Array,
  boxes: Float32Array,
  grid: { cells: number; perCell: number; crop: Crop; size: number },
): FaceCandidate[] {
  const { cells, perCell, crop, size } = grid;
  const stride = size / cells;
  const found: FaceCandidate[] = [];
  for (let i = 0; i < scores.length; i++) {
    const score = 1 / (1 + Math.exp(-scores[i]));
    if (score < MIN_SCORE) continue;
    const cell = Math.floor(i / perCell);
    const x = ((cell % cells) + 0.5) * stride;
    const y = (Math.floor(cell / cells) + 0.5) * stride;
    const at = i * VALUES;
    const centre = crop.toPicture(x + boxes[at], y + boxes[at + 1]);
    const [w, h] = [boxes[at + 2] * crop.scale, boxes[at + 3] * crop.scale];
    found.push({
      score,
      share: boxes[at + 2] / size,
      box: { x: centre.x - w / 2, y: centre.y - h / 2, width: w, height: h },
      eyes: {
        left: crop.toPicture(x + boxes[at + 4], y + boxes[at + 5]),
        right: crop.toPicture(x + boxes[at + 6], y + boxes[at + 7]),
      },
    });
  }
  return found;
}
