import type { Box } from '@invigil/behaviour';
import { XMLParser } from 'fast-xml-parser';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { row, type Row } from '../bench/rows.js';
import { parseLabel } from './labels.js';
import { matchBoxes } from './match-boxes.js';
import type { Measure } from './measure.js';

/** A picture's labelled faces, and those that were told. `ignored`: faces that may be told or not. */
export type FacesSample = { labelled: readonly Box[]; ignored: readonly Box[]; told: readonly Box[] };

const LEAST_IOU = 0.4;
/** Smaller faces may be told, but need not be, px. */
const LEAST_PX = 40;

/** A seat tells no more faces of one picture. */
const MOST_TOLD = 4;

/**
 * Recall of faces of at least 40 px, of smaller ones, and the faces told where none is labelled. The boxes are compared as
 * they are told: cutting the forehead off the mesh's boxes changed no verdict on the dlib set.
 */
export function faceRows(samples: readonly FacesSample[]): Row[] {
  const what = `faces, IoU ${LEAST_IOU}`;
  const all = countsOf(samples);
  const few = countsOf(samples.filter(({ labelled }) => labelled.length <= MOST_TOLD));
  return [
    row(`${what}: recall ≥ ${LEAST_PX} px`, all.large.found / all.large.labelled, '', all.large.labelled, {
      least: 1,
    }),
    row(
      `${what}: … pictures of at most ${MOST_TOLD} faces`,
      few.large.found / few.large.labelled,
      '',
      few.large.labelled,
    ),
    row(`${what}: recall < ${LEAST_PX} px`, all.small.found / all.small.labelled, '', all.small.labelled),
    row(`${what}: false faces`, all.falseOnes, '', samples.length, { most: 1 }),
  ].filter(({ n }) => n > 0);
}

type Counts = { large: Found; small: Found; falseOnes: number };
type Found = { labelled: number; found: number };

function countsOf(samples: readonly FacesSample[]): Counts {
  const counts: Counts = { large: { labelled: 0, found: 0 }, small: { labelled: 0, found: 0 }, falseOnes: 0 };
  for (const { ignored, labelled, told } of samples) {
    const matches = matchBoxes(told, [...labelled, ...ignored], LEAST_IOU);
    for (const [at, box] of labelled.entries()) {
      const size = isLarge(box) ? counts.large : counts.small;
      size.labelled += 1;
      if (matches.includes(at)) size.found += 1;
    }
    counts.falseOnes += matches.filter((at) => at === null).length;
  }
  return counts;
}

function isLarge({ height, width }: Box): boolean {
  return Math.min(width, height) >= LEAST_PX;
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
      const look = await lookAt(join(folder, basename(file)), { objects: false });
      samples.push({
        labelled: boxes.filter(({ ignore }) => !ignore),
        ignored: boxes.filter(({ ignore }) => ignore),
        told: look.faces.map(({ box }) => box),
      });
      progress(samples.length, there.length);
    }
    const crowded = samples.filter(({ labelled, told }) => labelled.length > told.length).length;
    return {
      rows: faceRows(samples),
      notes: [
        `${crowded} of ${samples.length} pictures have more labelled faces than were told; a seat tells ${MOST_TOLD} at most`,
      ],
    };
  },
};
