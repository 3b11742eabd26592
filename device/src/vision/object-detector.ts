import type { ObjectLabel, ObjectObservation } from '@invigil/behaviour';
import { type Picture, warp } from '../lib/opencv.js';
import { type Crop, letterbox } from './affine.js';
import { type LoadedNet, output } from './inference.js';
import { suppressNonMaxima } from './non-maximum-suppression.js';

/** COCO's numbers of the classes that matter, and the least score at which one is told. */
const CLASSES: readonly { id: number; label: ObjectLabel; minScore: number }[] = [
  { id: 0, label: 'person', minScore: 0.4 },
  { id: 63, label: 'laptop', minScore: 0.4 },
  { id: 67, label: 'phone', minScore: 0.25 },
  { id: 73, label: 'book', minScore: 0.3 },
];
const CLASS_COUNT = 80;
/** A side's distance is the mean of 11 bins. Source: Li et al., Generalized Focal Loss, 2020. */
const BINS = 11;
const STRIDES = [8, 16, 32] as const;
const MAX_IOU = 0.5;

/** Finds persons, phones, books and laptops in a whole picture with NanoDet. */
export async function detectObjects(net: LoadedNet, picture: Picture): Promise<ObjectObservation[]> {
  const { width, height } = net.entry.input;
  const crop = letterbox(picture, width, height);
  const outputs = await net.run(warp(picture, crop.toNet, width, height));
  const candidates = STRIDES.flatMap((stride) =>
    decodeScale(output(outputs, `scores${stride}`), output(outputs, `distances${stride}`), {
      stride,
      columns: Math.ceil(width / stride),
      crop,
    }),
  );
  return CLASSES.flatMap(({ label }) =>
    suppressNonMaxima(
      candidates.filter((candidate) => candidate.label === label),
      MAX_IOU,
    ),
  );
}

function decodeScale(
  scores: Float32Array,
  distances: Float32Array,
  scale: { stride: number; columns: number; crop: Crop },
): ObjectObservation[] {
  const found: ObjectObservation[] = [];
  const cells = scores.length / CLASS_COUNT;
  for (let cell = 0; cell < cells; cell++) {
    for (const { id, label, minScore } of CLASSES) {
      const score = scores[cell * CLASS_COUNT + id];
      if (score >= minScore) found.push({ id: 0, label, score, box: decodeBox(distances, cell, scale) });
    }
  }
  return found;
}

function decodeBox(
  distances: Float32Array,
  cell: number,
  { stride, columns, crop }: { stride: number; columns: number; crop: Crop },
): ObjectObservation['box'] {
  const x = ((cell % columns) + 0.5) * stride;
  const y = (Math.floor(cell / columns) + 0.5) * stride;
  const [left, top, right, bottom] = [0, 1, 2, 3].map(
    (side) => expectation(distances, (cell * 4 + side) * BINS) * stride,
  );
  const from = crop.toPicture(x - left, y - top);
  const to = crop.toPicture(x + right, y + bottom);
  return { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y };
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
