import type { Box } from '@invigil/behaviour';
import { XMLParser } from 'fast-xml-parser';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { row, type Row } from '../bench/rows.js';
import { parseLabel } from './labels.js';
import { matchBoxes } from '@invigil/models/accuracy';
import type { Measure } from './measure.js';

/** A picture's labelled faces, and those that were told. `ignored`: faces that may be told or not. */
export type FacesSample = { labelled: readonly Box[]; ignored: readonly Box[]; told: readonly Box[] };

const LEAST_IOU = 0.4;
/** A seat tells four faces at most; groups are looked at with more, so that the figure says what can be seen. */
const MAX_FACES = 32;

/** By the shorter side of the labelled box, px. Faces smaller than 40 px may be told, but need not be. */
const BANDS = [
  { name: '≥ 40 px', least: 40, below: Infinity, goal: { least: 1 } },
  { name: '40–79 px', least: 40, below: 80, goal: undefined },
  { name: '≥ 80 px', least: 80, below: Infinity, goal: undefined },
  { name: '20–39 px', least: 20, below: 40, goal: undefined },
  { name: '< 20 px', least: 0, below: 20, goal: undefined },
] as const;

/**
 * Recall of labelled faces by their size, and the faces told where none is labelled. The boxes are compared as they are told:
 * cutting the forehead off the mesh's boxes changed no verdict on the dlib set.
 */
export function faceRows(samples: readonly FacesSample[]): Row[] {
  const what = `faces, IoU ${LEAST_IOU}`;
  const found: { px: number; isFound: boolean }[] = [];
  let falseOnes = 0;
  for (const { ignored, labelled, told } of samples) {
    const matches = matchBoxes(told, [...labelled, ...ignored], LEAST_IOU);
    for (const [at, { height, width }] of labelled.entries()) {
      found.push({ px: Math.min(width, height), isFound: matches.includes(at) });
    }
    falseOnes += matches.filter((at) => at === null).length;
  }
  return [
    ...BANDS.map(({ below, goal, least, name }) => {
      const some = found.filter(({ px }) => px >= least && px < below);
      const hits = some.filter(({ isFound }) => isFound).length;
      return row(`${what}: recall ${name}`, hits / some.length, '', some.length, goal);
    }),
    row(`${what}: false faces`, falseOnes, '', samples.length, { most: 1 }),
  ].filter(({ n }) => n > 0);
}

const BoxLine = z.object({
  top: z.coerce.number(),
  left: z.coerce.number(),
  width: z.coerce.number().positive(),
  height: z.coerce.number().positive(),
  ignore: z.coerce.number().default(0),
});
const ImageLine = z.object({ file: z.string().min(1), box: z.array(BoxLine).default([]) });
const Dataset = z.object({
  dataset: z.object({ images: z.object({ image: z.array(ImageLine).default([]) }) }),
});

/** Reads a dlib label file: pictures and their boxes. Throws `bad-labels`. @param where for the message */
export function readDlibLabels(
  xml: string,
  where: string,
): { file: string; boxes: (Box & { ignore: boolean })[] }[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (tag) => tag === 'image' || tag === 'box',
  });
  const { dataset } = parseLabel(Dataset, parser.parse(xml), where);
  return dataset.images.image.map(({ box, file }) => ({
    file,
    boxes: box.map(({ height, ignore, left, top, width }) => ({
      x: left,
      y: top,
      width,
      height,
      ignore: ignore !== 0,
    })),
  }));
}

/** Faces of groups with labelled boxes. */
export const faces: Measure = {
  name: 'faces',
  about: 'recall and false faces on faces/dlib_faces/',
  async run({ data, lookAt, progress }) {
    const folder = join(data, 'faces', 'dlib_faces');
    if (!existsSync(folder)) return { skipped: `${folder} is not there` };
    const files = (await readdir(folder)).filter((name) => name.endsWith('.xml')).toSorted();
    const labels = [];
    for (const name of files) {
      const file = join(folder, name);
      labels.push(...readDlibLabels(await readFile(file, 'utf8'), file));
    }
    const there = labels.filter(({ file }) => existsSync(join(folder, basename(file))));
    if (there.length === 0) return { skipped: `no labelled picture is in ${folder}` };
    const samples: FacesSample[] = [];
    for (const { boxes, file } of there) {
      const look = await lookAt(join(folder, basename(file)), { objects: false, maxFaces: MAX_FACES });
      samples.push({
        labelled: boxes.filter(({ ignore }) => !ignore),
        ignored: boxes.filter(({ ignore }) => ignore),
        told: look.faces.map(({ box }) => box),
      });
      progress(samples.length, there.length);
    }
    return {
      rows: faceRows(samples),
      notes: [`up to ${MAX_FACES} faces are told here; a seat tells four`],
    };
  },
};
