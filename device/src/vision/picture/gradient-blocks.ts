import { THUMBNAIL } from './luma-thumbnail.js';

/** Blocks of 5×5 fields of a thumbnail. */
const SIDE = 5;
export const BLOCKS = { columns: THUMBNAIL.columns / SIDE, rows: THUMBNAIL.rows / SIDE } as const;
/** Numbers that describe a block: the gradient of luma in each of its fields, across and down. */
const NUMBERS = SIDE * SIDE * 2;

/** The pattern of a block, whatever the light: light scales all gradients of a block alike and moves none. */
export type BlockPattern = {
  readonly gradients: Float32Array;
  /** Root mean square of the gradients, luma levels per field. */
  readonly strength: number;
};

/** The patterns of a thumbnail's blocks, row by row. */
export function patternsOf(thumbnail: Float32Array): BlockPattern[] {
  const { columns, rows } = BLOCKS;
  return Array.from({ length: columns * rows }, (_, block) =>
    patternAt(thumbnail, (block % columns) * SIDE, Math.floor(block / columns) * SIDE),
  );
}

/** Correlation of two patterns, −1 to 1: 1 for the same pattern in any light. NaN where one of them has no gradient at all. */
export function correlationOf(a: BlockPattern, b: BlockPattern): number {
  let sum = 0;
  for (let i = 0; i < NUMBERS; i++) sum += a.gradients[i] * b.gradients[i];
  return sum / (a.strength * b.strength * SIDE * SIDE);
}

/** Central differences; none at the thumbnail's edge. */
function patternAt(thumbnail: Float32Array, left: number, top: number): BlockPattern {
  const { columns, rows } = THUMBNAIL;
  const gradients = new Float32Array(NUMBERS);
  let sum = 0;
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [x, y] = [left + (i % SIDE), top + Math.floor(i / SIDE)];
    if (x === 0 || y === 0 || x === columns - 1 || y === rows - 1) continue;
    const field = y * columns + x;
    const across = (thumbnail[field + 1] - thumbnail[field - 1]) / 2;
    const down = (thumbnail[field + columns] - thumbnail[field - columns]) / 2;
    gradients[i * 2] = across;
    gradients[i * 2 + 1] = down;
    sum += across * across + down * down;
  }
  return { gradients, strength: Math.sqrt(sum / (SIDE * SIDE)) };
}
