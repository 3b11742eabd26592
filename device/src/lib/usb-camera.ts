import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { UsbPort } from '@invigil/contract';

/** Where Linux tells of each video device what it hangs on. */
const VIDEO_DEVICES = '/sys/class/video4linux';
/** The folder of a USB device, such as `1-4.2`; its interfaces below it have a colon in their names. */
const USB_DEVICE = /^\d+-[\d.]+$/;
/** The folder of a controller's bus. */
const USB_BUS = /^usb\d+$/;

/**
 * How a camera hangs on USB. Undefined where it does not, or nothing tells.
 * @param device index or path, also a link to it such as /dev/v4l/by-id/…
 * @param folder a folder like /sys/class/video4linux
 */
export function usbPortOf(device: number | string, folder = VIDEO_DEVICES): UsbPort | undefined {
  try {
    const name = typeof device === 'number' ? `video${device}` : basename(realpathSync(device));
    const own = usbOf(join(folder, name));
    if (own === undefined) return undefined;
    const speedMbps = Number(readFileSync(join(own.device, 'speed'), 'utf8'));
    if (!Number.isFinite(speedMbps)) return undefined;
    // A camera has several video devices, such as one of its pictures and one of what is said about them.
    const others = new Set(
      readdirSync(folder).flatMap((entry) => {
        const other = usbOf(join(folder, entry));
        return other?.bus === own.bus && other.device !== own.device ? [other.device] : [];
      }),
    );
    return { speedMbps, sharedWith: others.size };
  } catch {
    // Not on Linux, or no such device: that is told by the camera's opening.
    return undefined;
  }
}

/** Folders of the USB device and of the bus that an entry hangs on. */
function usbOf(entry: string): { device: string; bus: string } | undefined {
  let device: string | undefined;
  for (let at = realpathSync(entry); at !== dirname(at); at = dirname(at)) {
    if (device === undefined && USB_DEVICE.test(basename(at))) device = at;
    if (USB_BUS.test(basename(at))) return device === undefined ? undefined : { device, bus: at };
  }
  return undefined;
}
