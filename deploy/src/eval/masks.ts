import { join } from 'node:path';
import { row, type Row } from '../bench/rows.js';
import { picturesIn } from './labels.js';
import type { Measure } from './measure.js';

/** For each picture of a face, whether a face was told. */
type MasksSample = { masked: readonly boolean[]; unmasked: readonly boolean[] };

/** Shares of masked and of bare faces that are seen as faces. */
function maskRows({ masked, unmasked }: MasksSample): Row[] {
  return [
    shareRow('masked faces found', masked, { least: 0.95 }),
    shareRow('bare faces of the same set found', unmasked),
  ].filter(({ n }) => n > 0);
}

function shareRow(name: string, found: readonly boolean[], goal?: { least: number }): Row {
  return row(name, found.filter(Boolean).length / found.length, '', found.length, goal);
}

/** Faces with and without a mask. */
export const masks: Measure = {
  name: 'masks',
  about: 'share of masked and bare faces that are found on faces/masks/',
  async run({ data, lookAt, progress }) {
    const folder = join(data, 'faces', 'masks');
    const masked = await picturesIn(join(folder, 'with_mask'));
    const unmasked = await picturesIn(join(folder, 'without_mask'));
    const files = [...masked, ...unmasked];
    if (files.length === 0) return { skipped: `no picture is in ${folder}` };
    const found: boolean[] = [];
    for (const file of files) {
      found.push((await lookAt(file, { objects: false })).faces.length > 0);
      progress(found.length, files.length);
    }
    return {
      rows: maskRows({ masked: found.slice(0, masked.length), unmasked: found.slice(masked.length) }),
      notes: [],
    };
  },
};
