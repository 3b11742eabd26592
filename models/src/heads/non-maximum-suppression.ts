import type { DetectionBox } from './detection.js';

/** Intersection over union of two boxes, 0–1. */
export function iou(a: DetectionBox, b: DetectionBox): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const intersection = width * height;
  return intersection / (a.width * a.height + b.width * b.height - intersection);
}

/** Keeps the best of each group of boxes of one class that overlap by more than `maxIou`, best first. */
export function suppressNonMaxima<T extends { box: DetectionBox; score: number }>(
  candidates: readonly T[],
  maxIou: number,
): T[] {
  const kept: T[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    if (kept.every((better) => iou(better.box, candidate.box) <= maxIou)) kept.push(candidate);
  }
  return kept;
}
