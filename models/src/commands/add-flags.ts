import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import type { Scaling } from '../added/net-input.js';
import { type Detector, detectorLabels, detectorSchema, labelOf } from '../detector.js';
import { forbiddenWord } from '../forbidden-word.js';
import { ModelsError } from '../models-error.js';

/** What the command line says of a detector that is added. */
export interface AddFlags {
  dir: string;
  head: string;
  classes: string;
  name?: string;
  licence?: string;
  thresholds?: Record<string, number>;
  decoded?: boolean;
  order?: string;
  mean?: [number, number, number];
  std?: [number, number, number];
}

/** Where nothing is said, the scores from which the present net tells its labels: to be measured with `bench`. */
const USUAL_THRESHOLDS = { person: 0.4, laptop: 0.4, phone: 0.25, book: 0.3 };

/** The passport of the detector that the flags describe. Throws `missing`, `unsupported` or `bad-manifest`. */
export async function detectorOf(flags: AddFlags): Promise<Detector> {
  const classes = flags.classes === 'coco' ? 'coco' : await readClasses(flags.classes);
  const names = new Set(classes === 'coco' ? Object.keys(USUAL_THRESHOLDS) : classes.map(labelOf));
  const given = Object.entries(flags.thresholds ?? USUAL_THRESHOLDS);
  const told = flags.thresholds === undefined ? given.filter(([label]) => names.has(label)) : given;
  const thresholds = Object.fromEntries(told.map(([label, score]) => [label, { score }]));
  const decoded = flags.head === 'yolox' ? { decoded: flags.decoded === true } : {};
  const parsed = detectorSchema.safeParse({ head: flags.head, classes, thresholds, ...decoded });
  if (parsed.success) return parsed.data;
  const what = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  const labels = `labels are ${detectorLabels.join(', ')}, scores 0 to 1`;
  throw new ModelsError('bad-manifest', `--classes or --thresholds: ${what} (${labels})`, parsed.error);
}

/** How pixels are scaled, where the flags say so. */
export function scalingOf({ order, mean, std }: AddFlags): Scaling {
  return {
    ...(order === 'rgb' || order === 'bgr' ? { order } : {}),
    ...(mean === undefined ? {} : { mean }),
    ...(std === undefined ? {} : { std }),
  };
}

/** Reads `person=0.4,phone=0.3`. */
export function parseThresholds(text: string): Record<string, number> {
  const pairs = text.split(',').map((pair) => pair.split('='));
  if (pairs.some(([label, score, ...more]) => !label || !isNumber(score) || more.length > 0)) {
    throw new InvalidArgumentError('write label=score, parted by commas: person=0.4,phone=0.3');
  }
  return Object.fromEntries(pairs.map(([label, score]) => [label, Number(score)]));
}

/** Reads three numbers parted by commas. */
export function parseThree(text: string): [number, number, number] {
  const [a, b, c, ...more] = text.split(',');
  if (![a, b, c].every(isNumber) || more.length > 0) {
    throw new InvalidArgumentError('write three numbers, one a channel, parted by commas');
  }
  return [Number(a), Number(b), Number(c)];
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '' && Number.isFinite(Number(text));
}

// One class a line, as most exporters write them.
async function readClasses(file: string): Promise<string[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ModelsError(
      'missing',
      `${file} can't be read: --classes takes coco, or a file of one name a line`,
      cause,
    );
  }
  const names = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const forbidden = names.find((name) => forbiddenWord.test(name));
  if (forbidden === undefined) return names;
  throw new ModelsError('unsupported', `${file}: class "${forbidden}" is one that nothing here may read`);
}
