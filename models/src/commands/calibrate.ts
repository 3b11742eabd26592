import { join } from 'node:path';
import { compileNet } from '../compile/compile-net.js';
import { observeRanges } from '../compile/int8/observe-ranges.js';
import { manifestFile } from '../locations.js';
import type { PackageManifest } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import { replaceFile } from '../replace-file.js';

/** Writes `calibration/NAME.json`, the ranges of a float net, and gives its path. Throws `unsupported`. */
export async function calibrate(net: PackageManifest['nets'][number]): Promise<string> {
  if (net.kind !== 'graph' || net.int8 !== undefined) {
    throw new ModelsError('unsupported', `${net.name} is no float net: name the one that it is made of`);
  }
  const ranges = await observeRanges(net, await compileNet(net));
  const file = join(manifestFile, '..', 'calibration', `${net.name}.json`);
  await replaceFile(file, `${JSON.stringify(ranges, null, 2)}\n`);
  return file;
}
