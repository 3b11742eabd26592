import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { filmFiles } from './film-files.js';
import { FILM } from './film-format.js';
import { FilmsError } from './films-error.js';
import { cv } from './opencv.js';
import { buildScene } from './scene.js';
import type { Recipe, Scenario } from './scenarios.js';
import { recipeHash, writeStamp } from './stamp.js';
import { writeTruth, type FilmTruth } from './truth.js';

/**
 * Composes a film into `folder` and writes its truth beside it; `onFrames` hears how many frames are written. Gives the film's
 * size in bytes. Throws `missing-material` or `unwritable`.
 */
export async function composeFilm(
  folder: string,
  { name, recipe }: Scenario,
  onFrames?: (frames: number) => void,
): Promise<number> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new FilmsError('unwritable', `${folder} can't be made`, cause);
  });
  const files = filmFiles(folder, name);
  await rm(files.stamp, { force: true });
  await writeFilm(files.unfinished, recipe, onFrames);
  await rename(files.unfinished, files.film);
  await writeTruth(files.truth, truthOf(`${name}.avi`, recipe));
  await writeStamp(files.stamp, recipeHash(recipe));
  return (await stat(files.film)).size;
}

/** What a film of this recipe shows, and when. */
export function truthOf(film: string, recipe: Recipe): FilmTruth {
  const ms = (frames: number) => (frames * 1000) / FILM.fps;
  const { happening, frames } = recipe;
  const spans = happening
    ? [{ kind: happening.kind, startMs: ms(happening.from), endMs: ms(happening.to) }]
    : [];
  return { film, fps: FILM.fps, frames, durationMs: ms(frames), spans };
}

/**
 * Writes the film of a recipe as Motion JPEG in AVI: each frame stands alone, so a frozen picture is frozen to the bit and
 * live noise stays live, which MPEG-4 and H.264 did not keep (see README.md).
 */
export async function writeFilm(
  file: string,
  recipe: Recipe,
  onFrames: (frames: number) => void = () => {},
): Promise<void> {
  const scene = buildScene(recipe);
  const size = new cv.Size(FILM.width, FILM.height);
  const writer = new cv.VideoWriter(file, cv.VideoWriter.fourcc('MJPG'), FILM.fps, size);
  try {
    // While one frame is compressed on another thread, the next one is drawn.
    let written = Promise.resolve();
    for (let index = 0; index < recipe.frames; index++) {
      const picture = scene(index);
      await written;
      written = writer.writeAsync(picture).finally(() => picture.release());
      if ((index + 1) % FILM.fps === 0) onFrames(index + 1);
    }
    await written;
  } finally {
    writer.release();
  }
  // The writer itself stays silent where the folder can't be written.
  const { size: bytes } = await stat(file).catch((cause: unknown) => {
    throw new FilmsError('unwritable', `${file} can't be written`, cause);
  });
  if (bytes < recipe.frames * 100) throw new FilmsError('unwritable', `${file} was not written whole`);
}
