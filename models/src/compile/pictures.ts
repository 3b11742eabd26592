import { join } from 'node:path';
import { packageRoot } from '../locations.js';
import { ModelsError } from '../models-error.js';
import { cv } from './open-cv.js';

/** A picture file, or a square of it in pixels. */
export interface Picture {
  file: string;
  square?: { x: number; y: number; size: number };
}

// Where faces and an eye are in the photos, measured by hand, so that the face nets see what they are made for.
const closeUps = [
  { photo: 1, square: { x: 320, y: 295, size: 370 } },
  { photo: 1, square: { x: 736, y: 336, size: 384 } },
  { photo: 1, square: { x: 1376, y: 128, size: 416 } },
  { photo: 2, square: { x: 1344, y: 80, size: 384 } },
  { photo: 1, square: { x: 410, y: 420, size: 80 } },
] as const;

/** Real pictures to prove nets on: close-ups and photos of @vladmandic/face-api (MIT), a development dependency. */
export function proofPictures(): Picture[] {
  const photo = (number: number): string =>
    join(packageRoot('@vladmandic/face-api'), 'demo', `sample${number}.jpg`);
  const near = closeUps.map((one): Picture => ({ file: photo(one.photo), square: one.square }));
  return [...near, ...[1, 2, 3, 4, 5, 6].map((number): Picture => ({ file: photo(number) }))];
}

/** The middle of a picture, as large as the wanted shape lets it be, resized; uint8, BGR, channel last. */
export async function readPicture(picture: Picture, width: number, height: number): Promise<Uint8Array> {
  const photo = await cv.imreadAsync(picture.file);
  if (photo.empty) throw new ModelsError('missing', `${picture.file} can't be read: run npm run setup`);
  const { x, y, size } = picture.square ?? { x: 0, y: 0, size: Infinity };
  const [wholeWidth, wholeHeight] = [Math.min(size, photo.cols), Math.min(size, photo.rows)];
  const scale = Math.min(wholeWidth / width, wholeHeight / height);
  const [w, h] = [Math.floor(width * scale), Math.floor(height * scale)];
  const left = x + Math.floor((wholeWidth - w) / 2);
  const top = y + Math.floor((wholeHeight - h) / 2);
  const region = photo.getRegion(new cv.Rect(left, top, w, h));
  const small = await region.resizeAsync(height, width, 0, 0, cv.INTER_AREA);
  const pixels = await small.getDataAsync();
  for (const mat of [small, region, photo]) mat.release();
  return pixels;
}
