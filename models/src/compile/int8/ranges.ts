import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { manifestFile } from '../../locations.js';
import { ModelsError } from '../../models-error.js';

const rangesSchema = z.record(z.string(), z.tuple([z.number(), z.number()]));

/** Least and greatest number that each tensor round a convolution had on the calibration pictures. */
export type Ranges = z.infer<typeof rangesSchema>;

/** Reads ranges; `path` is told from the package's root. Throws `missing` or `bad-manifest`. */
export async function readRanges(path: string): Promise<Ranges> {
  const file = join(manifestFile, '..', path);
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return rangesSchema.parse(value);
  } catch (cause) {
    throw new ModelsError('missing', `${file} holds no ranges: npm run models -- calibrate`, cause);
  }
}
