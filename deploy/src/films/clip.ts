import { FilmsError } from './films-error.js';
import { cv, withMats, type Mat } from './opencv.js';

/**
 * Reads the frames `from` to `to` (both included) of a film and keeps what `prepare` makes of each; the frame itself is only
 * lent to it. Throws `missing-material` where the film can't be opened or is too short.
 */
export function readClip<T>(file: string, from: number, to: number, prepare: (frame: Mat) => T): T[] {
  const capture = openFilm(file);
  try {
    const frames: T[] = [];
    // Read from the start: seeking lands on another frame in some builds of FFmpeg.
    for (let index = 0; index <= to; index++) {
      withMats((own) => {
        const frame = own(capture.read());
        if (frame.empty)
          throw new FilmsError('missing-material', `${file} has only ${index} frames, not ${to + 1}`);
        if (index >= from) frames.push(prepare(frame));
      });
    }
    return frames;
  } finally {
    capture.release();
  }
}

/** The place in a clip of `length` frames at which frame `index` stands when it is played to and fro for ever. */
export function pingPong(index: number, length: number): number {
  if (length < 2) return 0;
  const step = index % (2 * (length - 1));
  return step < length ? step : 2 * (length - 1) - step;
}

/** The frame of `clip` at `index`, played to and fro: it never jumps, not even where the film loops. */
export function frameAt<T>(clip: readonly T[], index: number): T {
  const frame = clip[pingPong(index, clip.length)];
  if (frame === undefined) throw new RangeError('an empty clip has no frame');
  return frame;
}

function openFilm(file: string): InstanceType<typeof cv.VideoCapture> {
  try {
    return new cv.VideoCapture(file);
  } catch (cause) {
    throw new FilmsError('missing-material', `${file} can't be opened as a film`, cause);
  }
}
