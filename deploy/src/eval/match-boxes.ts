import type { Box } from '@invigil/behaviour';

/** Intersection over union of two boxes, 0–1. */
export function iou(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const shared = width * height;
  return shared / (a.width * a.height + b.width * b.height - shared);
}

/**
 * Gives each told box, in the order in which they come, the label that it overlaps most and that is still free: its place
 * in `labels`, or null where none overlaps by `leastIou`.
 */
export function matchBoxes(
  told: readonly Box[],
  labels: readonly Box[],
  leastIou: number,
): (number | null)[] {
  const taken = new Set<number>();
  return told.map((box) => {
    const best = labels
      .map((label, at) => ({ at, overlap: taken.has(at) ? 0 : iou(box, label) }))
      .reduce((most, one) => (one.overlap > most.overlap ? one : most), { at: -1, overlap: 0 });
    if (best.overlap < leastIou || best.at < 0) return null;
    taken.add(best.at);
    return best.at;
  });
}
