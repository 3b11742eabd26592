import type { Clock } from '../lib/clock.js';
import { DeviceError } from '../lib/errors.js';
import { openVideo, type Video, type VideoFormat } from '../lib/opencv.js';
import type { PictureSource } from './picture-source.js';

/** Rate of a film that does not tell its own. */
const FALLBACK_FPS = 25;
/** A film that fell behind by more than this goes on from here instead of hurrying after. */
const MAX_LAG_MS = 1000;

/** Opens a USB camera. Throws DeviceError `camera-unavailable`. */
export function openCamera(device: number | string, asked: VideoFormat): PictureSource {
  return live(
    () => openVideo(device, { live: true, asked }),
    `camera ${device} can't be opened; is it plugged in, and may this user read /dev/video*?`,
  );
}

/** Opens a network camera. Throws DeviceError `camera-unavailable`. The address may hold a password: it is not told. */
export function openStream(url: string): PictureSource {
  const { host } = new URL(url);
  return live(() => openVideo(url, { live: true }), `the stream of ${host} can't be opened`);
}

/** Opens a film, paced by its own time. Throws DeviceError `film-unreadable`. */
export function openFilm(
  file: string,
  options: { clock: Clock; onTruncated: (frames: number, claimed: number) => void },
): PictureSource {
  const video = openOr('film-unreadable', `${file} is no film that OpenCV can read`, () =>
    openVideo(file, { live: false }),
  );
  const { clock } = options;
  const frameMs = 1000 / (video.format.fps || FALLBACK_FPS);
  let dueAt: number | undefined;
  let frames = 0;
  return {
    granted: video.format,
    async next(signal) {
      const picture = await video.read();
      if (picture === undefined) {
        if (frames < Math.floor(video.frameCount) - 2) options.onTruncated(frames, video.frameCount);
        return undefined;
      }
      frames++;
      const now = clock.monotonic();
      dueAt = dueAt === undefined || now - dueAt > MAX_LAG_MS ? now : dueAt + frameMs;
      if (dueAt > now) await clock.sleep(dueAt - now, signal);
      return picture;
    },
    close: () => video.release(),
  };
}

function live(open: () => Video, message: string): PictureSource {
  const video = openOr('camera-unavailable', message, open);
  return { granted: video.format, next: () => video.read(), close: () => video.release() };
}

function openOr(code: 'camera-unavailable' | 'film-unreadable', message: string, open: () => Video): Video {
  try {
    return open();
  } catch (cause) {
    throw new DeviceError(code, message, { cause });
  }
}
