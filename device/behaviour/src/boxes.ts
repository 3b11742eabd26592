import type { Box } from './observation.js';

/** Area of a box, px². */
export function area(box: Box): number {
  return box.width * box.height;
}

/** Area that two boxes share, px². */
export function intersection(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

/** The shared area as a share of the smaller box, 0–1: 1 when one lies within the other. */
export function containment(a: Box, b: Box): number {
  const smaller = Math.min(area(a), area(b));
  return smaller > 0 ? intersection(a, b) / smaller : 0;
}

/** Distance between the centres of two boxes, px. */
export function centreDistance(a: Box, b: Box): number {
  return Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
}

/** A box grown on each side by a share of its own size. */
export function grow(box: Box, share: number): Box {
  const dx = box.width * share;
  const dy = box.height * share;
  return { x: box.x - dx, y: box.y - dy, width: box.width + 2 * dx, height: box.height + 2 * dy };
}
