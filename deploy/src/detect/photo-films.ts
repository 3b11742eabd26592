import { readPicture } from '@invigil/device';
import { join } from 'node:path';
import { listedFiles } from '../eval/phone-list.js';
import { FILM } from '../films/film-format.js';
import { cv, type Mat, matOf, pixelsOf, withMats } from '../films/opencv.js';
import type { Pixels } from '../films/sprite.js';
import type { Film, Studio } from './film.js';
import type { Split } from './scenario.js';
import { PLAIN_VIEW, type View } from './view.js';

/** A photograph that was not trained on, shown for a while as a seat's camera would see it. */
export type PhotoFilm = { split: Split; scene: string; hasPhones: boolean; film: Film };

const LENGTH_MS = 8000;
/** The halves of the list of pictures by what they are for. */
const LISTED: Readonly<Record<Split, 'dev' | 'judge'>> = { dev: 'dev', test: 'judge' };
/** Deviation of the blur of what lies round a picture that has not the film's shape, px. */
const GROUND_BLUR = 24;

/** The photographs of `models/train/list.tsv` that are in a data folder. @param data undefined: there are none */
export async function photoFilms(data: string | undefined, studio: Studio): Promise<PhotoFilm[]> {
  if (data === undefined) return [];
  const films: PhotoFilm[] = [];
  for (const split of ['dev', 'test'] as const) {
    const files = await listedFiles(join(data, '..'), LISTED[split]);
    for (const [i, { file, hasPhones, isFilm, path, scene }] of files.entries())
      if (!isFilm)
        films.push({
          split,
          scene,
          hasPhones,
          film: {
            name: `photo-${split}-${String(i).padStart(3, '0')}`,
            recipe: { photo: path, lengthMs: LENGTH_MS },
            lengthMs: LENGTH_MS,
            open: () => shown(file, studio),
          },
        });
  }
  return films;
}

function shown(file: string, studio: Studio): ReturnType<Film['open']> {
  const photo = readFitted(file);
  const camera = studio.camera(PLAIN_VIEW.noise);
  return {
    async picture(atMs) {
      const pixels = await photo;
      return withMats((own) => camera(own(matOf(pixels)), viewAt(atMs), Math.round(atMs)));
    },
    close: () => {},
  };
}

/** Whoever sits there breathes and moves a little. */
function viewAt(atMs: number): View {
  const wave = (periodMs: number) => Math.sin((2 * Math.PI * atMs) / periodMs);
  return { ...PLAIN_VIEW, zoom: 1 + 0.02 * wave(3100), shift: 0.008 * wave(2300) };
}

/** The whole picture in the middle of the film's; round it lies itself, blurred. */
async function readFitted(file: string): Promise<Pixels> {
  const picture = await readPicture(file);
  try {
    return withMats((own) => pixelsOf(own(fitted(picture.mat))));
  } finally {
    picture.release();
  }
}

function fitted(photo: Mat): Mat {
  return withMats((own) => {
    const factor = Math.min(FILM.width / photo.cols, FILM.height / photo.rows);
    const [width, height] = [Math.round(photo.cols * factor), Math.round(photo.rows * factor)];
    const inner = own(photo.resize(height, width, 0, 0, factor < 1 ? cv.INTER_AREA : cv.INTER_LINEAR));
    const whole = own(photo.resize(FILM.height, FILM.width, 0, 0, cv.INTER_AREA));
    const ground = whole.gaussianBlur(new cv.Size(0, 0), GROUND_BLUR, GROUND_BLUR);
    const rect = new cv.Rect((FILM.width - width) >> 1, (FILM.height - height) >> 1, width, height);
    inner.copyTo(own(ground.getRegion(rect)));
    return ground;
  });
}
