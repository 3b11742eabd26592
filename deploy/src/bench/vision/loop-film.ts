import { openVideo, type Picture } from '@invigil/device';
import { BenchError } from './bench-error.js';

/** Demo films tell their rate; others may not. */
const FALLBACK_FPS = 25;

/** Decodes a film over and over; time goes on from one round to the next. The caller releases each picture. */
export async function* loopFilm(file: string): AsyncGenerator<{ picture: Picture; atMs: number }> {
  for (let frame = 0, round = 0; ; round++) {
    const video = openVideo(file, { live: false });
    const frameMs = 1000 / (video.format.fps || FALLBACK_FPS);
    try {
      for (let picture = await video.read(); picture; picture = await video.read()) {
        yield { picture, atMs: frame++ * frameMs };
      }
    } finally {
      video.release();
    }
    if (frame === 0) throw new BenchError('no-film', `${file} gives no frame`);
  }
}
