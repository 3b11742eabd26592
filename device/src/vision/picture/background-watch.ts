import type { Box } from '@invigil/behaviour';
import { BLOCKS, type BlockPattern, correlationOf, patternsOf } from './gradient-blocks.js';

/** A block has a pattern above this strength, in levels per field of the thumbnail, and this share of the mean strength. */
const PATTERNED = { least: 3, ofMean: 0.3 };
/** The same pattern correlates by more than this. */
const SAME = 0.5;
/** Fewer blocks with a pattern tell nothing: a plain wall looks the same wherever the camera points. */
const LEAST_BLOCKS = 8;
/** A pattern that is there for so long is the background from then on, ms: a chair was moved, the sun has turned … */
const ADOPTED_AFTER_MS = 30_000;
/** … but one that fades away may come back with the light or the focus, and is waited for much longer, ms. */
const FORGOTTEN_AFTER_MS = 300_000;
/** How much of the picture a person takes: this many widths of the face beside it, this much of its height above it, all below. */
const BODY = { beside: 0.8, above: 0.45 };

/** The background as one block of it was when it was last taken for known. */
type Known = { pattern: BlockPattern; isPlain: boolean; at: number; changedAt: number | null };

/**
 * Compares the background with what it was: the camera may have been moved or swapped.
 *
 * Blocks that a person covers, now or whenever the background was learnt there, are left out. Measured at four pictures a second
 * on five films in which enough background shows. As they are (393 pictures) at most 0.09 of the blocks differ on webcam films, 0.38
 * where a head fills half of the picture. Two webcam films changed by code (42 pictures each): light halved, quartered, raised by
 * half or falling off to one side 0.13 at most; shifted by 5 % of the width or height, turned by 3° or 6°, or enlarged by 8 % or 20 %
 * medians of 0.56–0.89; another film in their place (126 pictures) 0.72–1.00; shifted by 2 % 0.38–0.50, too little to be told.
 */
export class BackgroundWatch {
  readonly #known = new Map<number, Known>();

  /**
   * Share of the background's blocks that no longer look as they did, 0–1; null where too few can be compared.
   * @param faces in a picture of `width`×`height` px
   * @param at epoch ms
   */
  read(
    thumbnail: Float32Array,
    { at, faces, width, height }: { at: number; faces: readonly Box[]; width: number; height: number },
  ): number | null {
    const bodies = faces.map((face) => bodyOf(face, width, height));
    const patterns = patternsOf(thumbnail);
    const least = leastStrength(patterns);
    let compared = 0;
    let changed = 0;
    for (const [block, pattern] of patterns.entries()) {
      if (bodies.some((body) => covers(body, block))) continue;
      const isPlain = pattern.strength <= least;
      const known = this.#known.get(block);
      if (known === undefined) {
        this.#known.set(block, { pattern, isPlain, at, changedAt: null });
        continue;
      }
      if (isPlain && known.isPlain) continue;
      const differs = !(correlationOf(known.pattern, pattern) > SAME);
      compared++;
      if (differs) changed++;
      adopt(known, { pattern, isPlain, at, differs });
    }
    return compared < LEAST_BLOCKS ? null : changed / compared;
  }
}

/** Learns what has been there for long: a new pattern, or the present state of the known one. */
function adopt(
  known: Known,
  now: { pattern: BlockPattern; isPlain: boolean; at: number; differs: boolean },
): void {
  if (now.differs) known.changedAt ??= now.at;
  else known.changedAt = null;
  const sinceMs = Math.abs(now.at - (known.changedAt ?? known.at));
  const fades = now.differs && now.isPlain;
  if (sinceMs < (fades ? FORGOTTEN_AFTER_MS : ADOPTED_AFTER_MS)) return;
  known.pattern = now.pattern;
  known.isPlain = now.isPlain;
  known.at = now.at;
  known.changedAt = null;
}

function leastStrength(patterns: readonly BlockPattern[]): number {
  const mean = patterns.reduce((sum, { strength }) => sum + strength, 0) / patterns.length;
  return Math.max(PATTERNED.least, PATTERNED.ofMean * mean);
}

/** What a person with this face covers, in blocks. */
function bodyOf({ x, y, width, height }: Box, pictureWidth: number, pictureHeight: number): Box {
  const [across, down] = [BLOCKS.columns / pictureWidth, BLOCKS.rows / pictureHeight];
  const top = (y - BODY.above * height) * down;
  return {
    x: (x - BODY.beside * width) * across,
    y: top,
    width: width * (1 + 2 * BODY.beside) * across,
    height: BLOCKS.rows - top,
  };
}

function covers(body: Box, block: number): boolean {
  const [column, row] = [block % BLOCKS.columns, Math.floor(block / BLOCKS.columns)];
  const beside = column + 1 <= body.x || column >= body.x + body.width;
  return !beside && row + 1 > body.y;
}
