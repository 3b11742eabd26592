import type { UsbDevice, UsbKind } from './machine-state.js';
import { USB_KINDS } from './machine-state.js';
import { makerAndProduct, plainName } from './plain-name.js';
import type { SystemFiles } from './system-files.js';

const DEVICES = '/sys/bus/usb/devices';
/** A device below a root hub, such as `1-4.2`; interfaces have a colon, root hubs are part of the machine. */
const DEVICE = /^\d+-\d+(?:\.\d+)*$/;
const HUB_CLASS = 9;
/** Class, subclass and protocol in an interface's modalias, which unlike its other attributes never waits for the device. */
const INTERFACE = /ic([0-9A-F]{2})isc([0-9A-F]{2})ip([0-9A-F]{2})/;

/** USB devices that are plugged in. */
export async function readUsb(files: SystemFiles): Promise<UsbDevice[]> {
  const names = await files.namesOfClass(DEVICES);
  const ports = names.filter((name) => DEVICE.test(name));
  const devices = await Promise.all(ports.map((port) => readDevice(files, port, names)));
  return devices.filter((device) => device !== undefined);
}

async function readDevice(
  files: SystemFiles,
  port: string,
  names: readonly string[],
): Promise<UsbDevice | undefined> {
  const folder = `${DEVICES}/${port}`;
  const [uevent, maker = '', product = '', interfaces] = await Promise.all([
    files.attribute(`${folder}/uevent`),
    files.attribute(`${folder}/manufacturer`),
    files.attribute(`${folder}/product`),
    Promise.all(
      names
        .filter((name) => name.startsWith(`${port}:`))
        .map((name) => files.attribute(`${DEVICES}/${name}/modalias`)),
    ),
  ]);
  const told = parseUevent(uevent ?? '');
  if (told === undefined) return undefined;
  const found = new Set(interfaces.map((modalias) => kindOf(modalias ?? '')));
  if (told.deviceClass === HUB_CLASS) found.add('hub');
  if (found.size > 1) found.delete('other');
  const kinds: UsbKind[] = found.size === 0 ? ['other'] : USB_KINDS.filter((kind) => found.has(kind));
  const { vendorId, productId } = told;
  return {
    // The number is new each time that something is plugged in, so that a quick change at the same port is one.
    id: `usb ${port} ${told.number}`,
    name: plainName(makerAndProduct(maker, product), `USB device ${vendorId}:${productId}`),
    port,
    vendorId,
    productId,
    kinds,
  };
}

type Uevent = { vendorId: string; productId: string; number: string; deviceClass: number };

/** What the kernel's own line-by-line description says; undefined where the device has left. */
function parseUevent(text: string): Uevent | undefined {
  const [, vendor, product] = /^PRODUCT=([0-9a-f]{1,4})\/([0-9a-f]{1,4})\//m.exec(text) ?? [];
  const [, number] = /^DEVNUM=(\d{1,3})$/m.exec(text) ?? [];
  if (vendor === undefined || product === undefined) return undefined;
  return {
    vendorId: vendor.padStart(4, '0'),
    productId: product.padStart(4, '0'),
    number: number ?? '',
    deviceClass: Number(/^TYPE=(\d{1,3})\//m.exec(text)?.[1] ?? 0),
  };
}

/** Source: USB-IF, Defined Class Codes; HID 1.11, 4.2 and 4.3 (a boot interface says which of the two it is). */
function kindOf(modalias: string): UsbKind {
  const [, type, subclass, protocol] = INTERFACE.exec(modalias) ?? [];
  switch (type) {
    case '01':
      return 'audio';
    case '03':
      if (subclass !== '01') return 'other';
      return protocol === '01' ? 'keyboard' : protocol === '02' ? 'mouse' : 'other';
    case '08':
      return 'storage';
    case '09':
      return 'hub';
    case '0E':
      return 'video-capture';
    default:
      return 'other';
  }
}
