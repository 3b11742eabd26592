import type { LabelledFolder } from '@invigil/models/accuracy';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { parseLabel } from './labels.js';

/**
 * Reads a folder with `instances.json` in COCO's format beside its pictures; pictures that are not there are left out.
 * Undefined where there is no such file. Throws `bad-labels`.
 */
export function readCocoFolder(folder: string): LabelledFolder | undefined {
  const file = join(folder, 'instances.json');
  if (!existsSync(file)) return undefined;
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const { annotations, categories, images } = parseLabel(CocoInstances, parsed, file);
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  return {
    classNames: [...names.values()],
    pictures: images
      .filter((image) => existsSync(join(folder, image.file_name)))
      .map((image) => ({
        file: join(folder, image.file_name),
        boxes: annotations
          .filter(({ image_id }) => image_id === image.id)
          .map(({ bbox: [x, y, width, height], category_id }) => ({
            className: names.get(category_id) ?? `class ${category_id}`,
            box: {
              x: x / image.width,
              y: y / image.height,
              width: width / image.width,
              height: height / image.height,
            },
          })),
      })),
  };
}

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
