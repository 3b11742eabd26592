import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import type { CameraConfig } from './camera-config.js';
import { isVirtualCamera } from '../lib/camera-device.js';
import { openFolder } from './folder-source.js';
import type { PictureSource } from './picture-source.js';
import { openCamera, openFilm, openStream } from './video-source.js';

/** Opens what the configuration names. Throws DeviceError. */
export async function openSource(
  config: CameraConfig,
  deps: { clock: Clock; log: Log },
): Promise<PictureSource> {
  const { clock, log } = deps;
  switch (config.type) {
    case 'camera':
      return { ...openCamera(config.device, config), virtual: isVirtualCamera(config.device) };
    case 'film':
      return openFilm(config.file, {
        clock,
        onTruncated: (frames, claimed) =>
          log.warn({ file: config.file, frames, claimed }, 'film ends too early'),
      });
    case 'rtsp':
      return openStream(config.url);
    case 'folder':
      return openFolder(config.folder, {
        fps: config.fps,
        clock,
        onUnreadable: (file) => log.warn({ file }, 'picture unreadable, left out'),
      });
  }
}

/** Whether the source is a camera, so that what it shows can't have happened before. */
export function isCamera(config: CameraConfig): boolean {
  return config.type === 'camera' || config.type === 'rtsp';
}

/** Whether the source starts again when it ends: live ones always, films and folders where they loop. */
export function startsAgain(config: CameraConfig): boolean {
  switch (config.type) {
    case 'camera':
    case 'rtsp':
      return true;
    case 'film':
    case 'folder':
      return config.loop;
  }
}
