import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModelsError } from './models-error.js';

const packageDir = dirname(dirname(fileURLToPath(import.meta.url)));

/** Folder of the compiled nets: `models/compiled`, made by `npm run setup`, not in git. */
export const compiledDir: string = join(packageDir, 'compiled');

/**
 * What `npm run models -- add` brought lies in a folder of its own beside the compiled nets, so that whoever names another
 * folder of nets has both.
 */
export const addedFolder = 'added';

/** List of the nets that were added to a folder of compiled nets. */
export function addedManifestFile(dir: string): string {
  return join(dir, addedFolder, 'manifest.json');
}

/** The manifest's path. */
export const manifestFile: string = join(packageDir, 'manifest.json');

/** Root folder of an installed npm package. Throws `missing` when it is not installed. */
export function packageRoot(name: string): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch (cause) {
    throw new ModelsError('missing', `npm package ${name} is not installed: run npm run setup`, cause);
  }
}
