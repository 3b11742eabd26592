import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FILM } from './film-format.js';
import { FilmsError } from './films-error.js';
import { cv } from './opencv.js';
import { buildScene } from './scene.js';
import { SCENARIOS, type Recipe, type Scenario } from './scenarios.js';
import { isFresh, recipeHash, writeStamp } from './stamp.js';
import { writeTruth, type FilmTruth } from './truth.js';

/** What became of a film. `frames` counts those written so far. */
export type FilmProgress =
  | { film: string; state: 'already-there' }
  | { film: string; state: 'composing'; frames: number; of: number }
  | { film: string; state: 'composed'; seconds: number; bytes: number };

/** Files of the film `name` in `folder`. */
function filmFiles(folder: string, name: string): { film: string; truth: string; stamp: string } {
  return {
    film: join(folder, `${name}.avi`),
    truth: join(folder, `${name}.truth.json`),
    stamp: join(folder, `.${name}.stamp`),
  };
}

/**
 * Composes the demo films into `outDir` and writes the truth beside each. A film that was made from the same recipe is
 * left as it is, unless `force`. Throws `unknown-film`, `missing-material` or `unwritable`.
 */
export async function composeFilms(options: {
  outDir: string;
  names?: readonly string[];
  force?: boolean;
  onProgress?: (progress: FilmProgress) => void;
}): Promise<void> {
  const chosen = chooseScenarios(options.names);
  await mkdir(options.outDir, { recursive: true }).catch((cause: unknown) => {
    throw new FilmsError('unwritable', `${options.outDir} can't be made`, cause);
  });
  for (const { name, recipe } of chosen) {
    const files = filmFiles(options.outDir, name);
    const hash = recipeHash(recipe);
    if (!options.force && (await isFresh(files.stamp, hash, [files.film, files.truth]))) {
      options.onProgress?.({ film: name, state: 'already-there' });
      continue;
    }
    const startedAt = performance.now();
    await rm(files.stamp, { force: true });
    // Under another name until it is whole, so that nobody plays half a film.
    const unfinished = join(options.outDir, `.${name}.unfinished.avi`);
    await writeFilm(unfinished, recipe, (frames) => {
      options.onProgress?.({ film: name, state: 'composing', frames, of: recipe.frames });
    });
    await rename(unfinished, files.film);
    await writeTruth(files.truth, truthOf(`${name}.avi`, recipe));
    await writeStamp(files.stamp, hash);
    const { size } = await stat(files.film);
    const seconds = (performance.now() - startedAt) / 1000;
    options.onProgress?.({ film: name, state: 'composed', seconds, bytes: size });
  }
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
      written = writer.writeAsync(picture);
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

function chooseScenarios(names: readonly string[] | undefined): readonly Scenario[] {
  if (!names) return SCENARIOS;
  return names.map((name) => {
    const scenario = SCENARIOS.find((known) => known.name === name);
    if (scenario) return scenario;
    const known = SCENARIOS.map((one) => one.name).join(', ');
    throw new FilmsError('unknown-film', `there is no film "${name}"; there are: ${known}`);
  });
}
