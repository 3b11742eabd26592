import type { DetectionBox } from '../heads/detection.js';
import { iou } from '../heads/non-maximum-suppression.js';

/**
 * Gives each told box, in the order in which they come, the label that it overlaps most and that is still free: its place
 * in `labels`, or null where none overlaps by `leastIou`.
 */
export function matchBoxes(
  told: readonly DetectionBox[],
  labels: readonly DetectionBox[],
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
