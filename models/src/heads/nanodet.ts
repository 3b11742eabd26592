import { type Decoder, type Decoding, type Detection, type DetectionBox, outputOf } from './detection.js';

const STRIDES = [8, 16, 32] as const;
/** NanoDet-g's regression goes up to 10 strides, so a side has 11 bins. Source: its passport's shape, 4 × 11. */
const BINS = 11;

/**
 * NanoDet: for each stride `scoresN` (cells × classes, already sigmoided) and `distancesN` (cells × 4 sides × 11 bins).
 * A side's distance is the mean of a softmax over its bins. Source: Li et al., Generalized Focal Loss, 2020.
 */
export const decodeNanoDet: Decoder = (decoding) =>
  STRIDES.flatMap((stride) => decodeScale(decoding, stride));

function decodeScale(decoding: Decoding, stride: number): Detection[] {
  const { net, classCount, wanted } = decoding;
  const columns = Math.ceil(net.input.width / stride);
  const cells = columns * Math.ceil(net.input.height / stride);
  const scores = outputOf(decoding, `scores${stride}`, cells, classCount);
  const distances = outputOf(decoding, `distances${stride}`, cells, 4 * BINS);
  const found: Detection[] = [];
  for (let cell = 0; cell < cells; cell++) {
    let box: DetectionBox | undefined;
    for (const { classId, leastScore } of wanted) {
      const score = scores[cell * classCount + classId];
      if (!(score >= leastScore)) continue;
      box ??= boxAt(distances, cell, { stride, columns });
      found.push({ classId, score, box });
    }
  }
  return found;
}

function boxAt(
  distances: Float32Array,
  cell: number,
  scale: { stride: number; columns: number },
): DetectionBox {
  const { stride, columns } = scale;
  const x = ((cell % columns) + 0.5) * stride;
  const y = (Math.floor(cell / columns) + 0.5) * stride;
  const [left, top, right, bottom] = [0, 1, 2, 3].map(
    (side) => expectation(distances, (cell * 4 + side) * BINS) * stride,
  );
  return { x: x - left, y: y - top, width: left + right, height: top + bottom };
}

/** Expected bin of a softmax over the bins. */
function expectation(logits: Float32Array, from: number): number {
  let max = -Infinity;
  for (let i = 0; i < BINS; i++) max = Math.max(max, logits[from + i]);
  let total = 0;
  let weighted = 0;
  for (let i = 0; i < BINS; i++) {
    const weight = Math.exp(logits[from + i] - max);
    total += weight;
    weighted += weight * i;
  }
  return weighted / total;
}
