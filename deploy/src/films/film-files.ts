import { join } from 'node:path';
import type { Scenario } from './scenarios.js';
import { isFresh, recipeHash } from './stamp.js';

/** The files of the film `name` in `folder`: while `unfinished` is written, nobody plays half a film. */
export function filmFiles(folder: string, name: string) {
  return {
    film: join(folder, `${name}.avi`),
    unfinished: join(folder, `.${name}.unfinished.avi`),
    truth: join(folder, `${name}.truth.json`),
    stamp: join(folder, `.${name}.stamp`),
  };
}

/** Whether the film is in `folder` and was made from this recipe. Throws `missing-material`. */
export function isFilmThere(folder: string, { name, recipe }: Scenario): Promise<boolean> {
  const { film, truth, stamp } = filmFiles(folder, name);
  return isFresh(stamp, recipeHash(recipe), [film, truth]);
}
