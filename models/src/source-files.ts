import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { manifestFile, packageRoot } from './locations.js';
import type { PackageManifest } from './manifest.js';
import { ModelsError } from './models-error.js';
import { sha256 } from './sha256.js';

const packageJsonSchema = z.object({ version: z.string() });

/**
 * The bytes of a net's files inside its npm package, in the manifest's order, each checked; of a net that was trained on, our own
 * weights in the place of the package's, and our own graph where the net has one. Throws `missing`, `wrong-version` or `wrong-hash`.
 */
export async function readSourceFiles(net: PackageManifest['nets'][number]): Promise<Buffer[]> {
  const root = packageRoot(net.package);
  const found = packageJsonSchema.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  if (found.version !== net.version) {
    const wanted = `${net.package}@${net.version}`;
    throw new ModelsError(
      'wrong-version',
      `${wanted} is needed, ${found.version} is installed: run npm run setup`,
    );
  }
  const files = await Promise.all(net.files.map((file) => readChecked(join(root, file.path), file.sha256)));
  const [graph] = files;
  if (net.kind !== 'graph' || graph === undefined) return files;
  if (net.own !== undefined) return Promise.all([readOurs(net.own.graph), readOurs(net.own.weights)]);
  return net.trained === undefined ? files : [graph, await readOurs(net.trained)];
}

function readOurs({ file, sha256: wanted }: { file: string; sha256: string }): Promise<Buffer> {
  return readChecked(join(manifestFile, '..', file), wanted);
}

async function readChecked(path: string, wanted: string): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new ModelsError('missing', `${path} can't be read: run npm run setup`, cause);
  }
  const found = sha256(bytes);
  if (found !== wanted) {
    throw new ModelsError('wrong-hash', `${path} has SHA-256 ${found}, the manifest says ${wanted}`);
  }
  return bytes;
}
