import { openVideo } from '@invigil/device';
import { openEye } from './eye.js';

/** How long one frame took, from asking for it to its observation, ms. */
export type FrameTime = { ms: number; objects: boolean };

/** Nets and caches warm up: the first frames don't count. */
const WARM_UP = 30;
const OBJECTS_EVERY = 5;

/** Reads and observes the frames of a film one after the other, objects on each fifth. @param detectEveryMs see `openEye` */
export async function timeFrames(
  file: string,
  options: { frames: number; detectEveryMs?: number },
): Promise<{ times: FrameTime[]; width: number; height: number }> {
  const eye = await openEye(options);
  const video = openVideo(file, { live: false });
  const { fps, height, width } = video.format;
  try {
    const times: FrameTime[] = [];
    for (let frame = 0; frame < options.frames + WARM_UP; frame++) {
      const objects = frame % OBJECTS_EVERY === 0;
      const from = performance.now();
      const picture = await video.read();
      if (!picture) break;
      await eye.look(picture, (frame * 1000) / fps, { objects });
      if (frame >= WARM_UP) times.push({ ms: performance.now() - from, objects });
    }
    return { times, width, height };
  } finally {
    video.release();
  }
}
