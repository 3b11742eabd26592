import { createHash } from 'node:crypto';
import { access, readFile, writeFile } from 'node:fs/promises';
import { FILM } from './film-format.js';
import { materialVersions } from './material.js';
import type { Recipe } from './scenarios.js';

/** Raised whenever the code draws another picture from the same recipe. */
const COMPOSER_VERSION = 2;

/** The hash that names a film's bytes: of its recipe, its format, the composer and the packages with the material. */
export function recipeHash(recipe: Recipe): string {
  const made = { recipe, FILM, COMPOSER_VERSION, packages: materialVersions() };
  return createHash('sha256').update(JSON.stringify(made)).digest('hex');
}

/** Whether all of `files` are there and `stampFile` says that they were made from `hash`. */
export async function isFresh(stampFile: string, hash: string, files: readonly string[]): Promise<boolean> {
  try {
    await Promise.all(files.map((file) => access(file)));
    return (await readFile(stampFile, 'utf8')).trim() === hash;
  } catch {
    return false;
  }
}

/** Says that a film is whole; written last. */
export async function writeStamp(stampFile: string, hash: string): Promise<void> {
  await writeFile(stampFile, `${hash}\n`);
}
