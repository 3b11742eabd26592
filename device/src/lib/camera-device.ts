import { readFileSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Where Linux tells of each video device what it hangs on. */
const VIDEO_DEVICES = '/sys/class/video4linux';
/** Drivers of made-up cameras that hang on a made-up board instead of on none: the kernel's vivid, vimc and visl. */
const TEST_DRIVERS = /^(?:vivid|vimc|visl)\b/;
/** Names that software gives its cameras: OBS, v4l2loopback's default, AkVirtualCamera, DroidCam, v4l2loopback by hand. */
const SOFTWARE_NAMES = /virtual|loopback|dummy|akvcam|droidcam|obs[ -]cam/i;

/**
 * Whether a camera is a piece of software. Undefined where nothing tells: not on Linux, or no such device.
 * @param device index or path, also a link to it such as /dev/v4l/by-id/…
 * @param folder a folder like /sys/class/video4linux
 */
export function isVirtualCamera(device: number | string, folder = VIDEO_DEVICES): boolean | undefined {
  try {
    const name = typeof device === 'number' ? `video${device}` : basename(realpathSync(device));
    const entry = join(folder, name);
    // A device that hangs on no bus stands under /sys/devices/virtual: v4l2loopback's and akvcam's do.
    const hangsOn = realpathSync(entry);
    const told = readFileSync(join(entry, 'name'), 'utf8').trim();
    return hangsOn.includes('/devices/virtual/') || TEST_DRIVERS.test(told) || SOFTWARE_NAMES.test(told);
  } catch {
    // A camera that can't be looked up is told by its opening, not here.
    return undefined;
  }
}
