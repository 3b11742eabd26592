import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../lib/clock.js';
import { DeviceError } from '../lib/errors.js';
import { readPicture, type Picture } from '../lib/opencv.js';
import type { PictureSource } from './picture-source.js';

/** Opens a folder of pictures. An unreadable one is told and left out. Throws DeviceError `picture-unreadable`. */
export async function openFolder(
  folder: string,
  options: { fps: number; clock: Clock; onUnreadable: (file: string) => void },
): Promise<PictureSource> {
  const files = listPictures(folder);
  const [first] = files;
  if (first === undefined) {
    throw new DeviceError('picture-unreadable', `${folder} holds no .jpg, .jpeg or .png picture`);
  }
  const pending = [...files];
  const { width, height } = (await readOrTell(first, options.onUnreadable)) ?? { width: 1, height: 1 };
  return {
    granted: { width, height, fps: options.fps, fourcc: '' },
    async next(signal) {
      for (let file = pending.shift(); file !== undefined; file = pending.shift()) {
        const picture = await readOrTell(file, options.onUnreadable);
        if (picture === undefined) continue;
        await options.clock.sleep(1000 / options.fps, signal);
        return picture;
      }
      return undefined;
    },
    close: () => pending.splice(0),
  };
}

function listPictures(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => /\.(?:jpe?g|png)$/i.test(name));
    return names.toSorted().map((name) => join(folder, name));
  } catch (cause) {
    throw new DeviceError('picture-unreadable', `${folder} is no folder that can be read`, { cause });
  }
}

async function readOrTell(file: string, tell: (file: string) => void): Promise<Picture | undefined> {
  try {
    return await readPicture(file);
  } catch {
    tell(file);
    return undefined;
  }
}
