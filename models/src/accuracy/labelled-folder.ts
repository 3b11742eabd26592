import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { DetectionBox } from '../heads/detection.js';
import { ModelsError } from '../models-error.js';

/** A picture and its labelled boxes in shares (0–1) of its width and height. */
export type LabelledPicture = { file: string; boxes: readonly { className: string; box: DetectionBox }[] };

/** Labelled pictures, and all classes that their labels know. */
export type LabelledFolder = { classNames: readonly string[]; pictures: readonly LabelledPicture[] };

const PICTURES: ReadonlySet<string> = new Set(['.jpg', '.jpeg', '.png']);
const classesSchema = z.object({ names: z.union([z.array(z.string()), z.record(z.string(), z.string())]) });
const number = z.coerce.number();
const lineSchema = z.tuple([number.int(), number, number, number, number]);

/**
 * Reads a folder in YOLO's layout: `classes.yaml` with `names`, `images/`, and `labels/NAME.txt` with a line of
 * `class x y width height` for each object, the place being a centre. A picture without a file of labels shows nothing of the
 * classes. Throws `missing` or `bad-labels`.
 */
export async function readLabelledFolder(folder: string): Promise<LabelledFolder> {
  const classesFile = join(folder, 'classes.yaml');
  const text = await read(classesFile);
  if (text === undefined) {
    const wanted = 'a folder with classes.yaml, images/ and labels/ (YOLO layout)';
    throw new ModelsError('missing', `${classesFile} can't be read: name ${wanted}`);
  }
  const names = Object.values(parsed(classesSchema, yaml(text, classesFile), classesFile).names);
  const files = (await list(join(folder, 'images'))).filter((name) =>
    PICTURES.has(extname(name).toLowerCase()),
  );
  if (files.length === 0) throw new ModelsError('missing', `${join(folder, 'images')} holds no .jpg or .png`);
  const pictures: LabelledPicture[] = [];
  for (const name of files.toSorted()) pictures.push(await readLabelled(join(folder, 'images', name), names));
  return { classNames: names, pictures };
}

/**
 * A picture `FOLDER/images/NAME.…` with its labels, `FOLDER/labels/NAME.txt`, of the classes named. Without that file it shows
 * nothing of them. Throws `bad-labels`.
 */
export async function readLabelled(file: string, names: readonly string[]): Promise<LabelledPicture> {
  const labels = join(dirname(file), '..', 'labels', `${basename(file, extname(file))}.txt`);
  const lines = ((await read(labels)) ?? '').split('\n').filter((line) => line.trim() !== '');
  return { file, boxes: lines.map((line, i) => labelled(line, names, `${labels}, line ${i + 1}`)) };
}

function labelled(line: string, names: readonly string[], where: string): LabelledPicture['boxes'][number] {
  const [id, x, y, width, height] = parsed(lineSchema, line.trim().split(/\s+/), where);
  const className = names[id];
  if (className === undefined)
    throw new ModelsError('bad-labels', `${where}: classes.yaml has no class ${id}`);
  return { className, box: { x: x - width / 2, y: y - height / 2, width, height } };
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ModelsError('bad-labels', `${where}: ${z.prettifyError(result.error)}`, result.error);
}

function yaml(text: string, where: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new ModelsError('bad-labels', `${where} is not YAML`, cause);
  }
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

async function list(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    return [];
  }
}
