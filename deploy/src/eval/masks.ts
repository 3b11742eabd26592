import { join } from 'node:path';
import { row, type Row } from '../bench/rows.js';
import { picturesIn } from './labels.js';
import type { Look, Measure } from './measure.js';

/** What was told of a picture that shows a face: nothing, a face, or a face with a mesh on it. */
type Told = 'nothing' | 'face' | 'mesh';
type MasksSample = { masked: readonly Told[]; unmasked: readonly Told[] };

/** Shares of masked and of bare faces that are seen as faces, and of those that a head pose was read of. */
function maskRows({ masked, unmasked }: MasksSample): Row[] {
  return [
    shareRow('masked faces found', masked, ['face', 'mesh'], { least: 0.95 }),
    shareRow('masked faces with a head pose', masked, ['mesh']),
    shareRow('bare faces of the same set found', unmasked, ['face', 'mesh'], { least: 0.93 }),
    shareRow('bare faces of the same set with a head pose', unmasked, ['mesh']),
  ].filter(({ n }) => n > 0);
}

function shareRow(
  name: string,
  told: readonly Told[],
  wanted: readonly Told[],
  goal?: { least: number },
): Row {
  return row(name, told.filter((one) => wanted.includes(one)).length / told.length, '', told.length, goal);
}

function toldOf({ faces }: Look): Told {
  if (faces.length === 0) return 'nothing';
  return faces.some(({ headPose }) => headPose !== null) ? 'mesh' : 'face';
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
    const told: Told[] = [];
    for (const file of files) {
      told.push(toldOf(await lookAt(file, { objects: false })));
      progress(told.length, files.length);
    }
    return {
      rows: maskRows({ masked: told.slice(0, masked.length), unmasked: told.slice(masked.length) }),
      notes: [],
    };
  },
};
