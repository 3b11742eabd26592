import { openVideo } from '@invigil/device';
import type { Eye } from './eye.js';
import type { Look, LookRates } from './measure.js';

/** GIFs may not say their rate. */
const FALLBACK_FPS = 25;

/** Looks at a film from its beginning at the rates given; see `Bench.watch`. */
export async function* watchFilm(
  eye: Eye,
  file: string,
  { faces = Infinity, leastMs = 0, objects }: LookRates & { leastMs?: number },
): AsyncGenerator<Look> {
  await eye.forget();
  let startsAt = 0;
  const due = { faces: 0, objects: 0 };
  do {
    const video = openVideo(file, { live: false });
    const frameMs = 1000 / (video.format.fps || FALLBACK_FPS);
    let at = startsAt;
    try {
      for (let frame = 0; ; frame++) {
        const picture = await video.read();
        if (!picture) break;
        at = startsAt + frame * frameMs;
        if (at < due.faces) {
          picture.release();
          continue;
        }
        due.faces = Math.max(due.faces + 1000 / faces, at);
        const withObjects = objects > 0 && at >= due.objects;
        if (withObjects) due.objects = Math.max(due.objects + 1000 / objects, at);
        yield await eye.look(picture, at, { objects: withObjects });
      }
    } finally {
      video.release();
    }
    // A film that gives no frame would be begun for ever.
    if (at === startsAt) return;
    startsAt = at + frameMs;
  } while (startsAt < leastMs);
}
