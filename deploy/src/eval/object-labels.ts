import type { Box, ObjectLabel } from '@invigil/behaviour';
import { existsSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { parseLabel, picturesIn } from './labels.js';

/** A picture, its labelled boxes of the classes that matter, and the classes that its labels know at all. */
export type LabelledPicture = {
  file: string;
  /** Boxes in px of a picture of this size. */
  boxes: (size: { width: number; height: number }) => { label: ObjectLabel; box: Box }[];
  known: ReadonlySet<ObjectLabel>;
};

/** What data sets call the classes that the seat tells. */
const LABELS: ReadonlyMap<string, ObjectLabel> = new Map([
  ['person', 'person'],
  ['laptop', 'laptop'],
  ['cell phone', 'phone'],
  ['book', 'book'],
]);

/** Reads a YOLO folder: `classes.yaml`, `images/`, and `labels/NAME.txt` of `class x y width height` in shares of the picture. */
export async function readYoloFolder(folder: string): Promise<LabelledPicture[]> {
  const classes = join(folder, 'classes.yaml');
  if (!existsSync(classes)) return [];
  const { names } = parseLabel(YoloClasses, parse(readFileSync(classes, 'utf8')), classes);
  const labels = new Map(Object.entries(names).flatMap(([id, name]) => mapped(Number(id), name)));
  const known = new Set(labels.values());
  const pictures = await picturesIn(join(folder, 'images'));
  return pictures.map((file) => {
    const text = join(folder, 'labels', `${basename(file, extname(file))}.txt`);
    const lines = existsSync(text)
      ? readFileSync(text, 'utf8')
          .split('\n')
          .filter((line) => line.trim() !== '')
      : [];
    const shares = lines.flatMap((line) => {
      const [id, x, y, width, height] = parseLabel(YoloLine, line.trim().split(/\s+/), text);
      const label = labels.get(id);
      return label ? [{ label, x, y, width, height }] : [];
    });
    return {
      file,
      known,
      boxes: (size) =>
        shares.map(({ height, label, width, x, y }) => ({
          label,
          box: {
            x: (x - width / 2) * size.width,
            y: (y - height / 2) * size.height,
            width: width * size.width,
            height: height * size.height,
          },
        })),
    };
  });
}

/** Reads a folder with `instances.json` in COCO's format beside its pictures; pictures that are not there are left out. */
export function readCocoFolder(folder: string): LabelledPicture[] {
  const file = join(folder, 'instances.json');
  if (!existsSync(file)) return [];
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const { annotations, categories, images } = parseLabel(CocoInstances, parsed, file);
  const labels = new Map(categories.flatMap(({ id, name }) => mapped(id, name)));
  const known = new Set(labels.values());
  return images
    .filter((image) => existsSync(join(folder, image.file_name)))
    .map((image) => ({
      file: join(folder, image.file_name),
      known,
      boxes: (size) =>
        annotations
          .filter(({ image_id }) => image_id === image.id)
          .flatMap(({ bbox: [x, y, width, height], category_id }) => {
            const label = labels.get(category_id);
            const [toX, toY] = [size.width / image.width, size.height / image.height];
            return label
              ? [{ label, box: { x: x * toX, y: y * toY, width: width * toX, height: height * toY } }]
              : [];
          }),
    }));
}

function mapped(id: number, name: string): [number, ObjectLabel][] {
  const label = LABELS.get(name.toLowerCase());
  return label ? [[id, label]] : [];
}

const YoloClasses = z.object({ names: z.record(z.string(), z.string()) });
const YoloLine = z.tuple([
  z.coerce.number().int(),
  z.coerce.number(),
  z.coerce.number(),
  z.coerce.number(),
  z.coerce.number(),
]);
const CocoInstances = z.object({
  images: z.array(
    z.object({
      id: z.number(),
      file_name: z.string(),
      width: z.number().positive(),
      height: z.number().positive(),
    }),
  ),
  categories: z.array(z.object({ id: z.number(), name: z.string() })),
  annotations: z.array(
    z.object({
      image_id: z.number(),
      category_id: z.number(),
      bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    }),
  ),
});
