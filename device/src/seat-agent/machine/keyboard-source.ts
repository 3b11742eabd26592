import type { Keyboard } from './machine-state.js';
import { plainName } from './plain-name.js';
import type { SystemFiles } from './system-files.js';

const BUILT_IN_BUSES = new Set(['0011', '0018', '0019', '001c']);
/** Escape, digits, and the letters Q to D: the test by which udev calls an input a keyboard (systemd, udev-builtin-input_id.c). */
const FULL_KEYBOARD = 0xff_ff_ff_fe;
const BLUETOOTH = '0005';
const USB_PORT = /\/usb\d+\/(?:[^/]+\/)*?(\d+-[\d.]+)\/\d+-[\d.]+:/;

/** Keyboards with letters. One that shows itself as several inputs is told once. */
export async function readKeyboards(files: SystemFiles): Promise<Keyboard[]> {
  return parseInputs(await files.text('/proc/bus/input/devices'));
}

/** Reads `/proc/bus/input/devices`. `U:`, which may be a serial number or an address, is passed over. */
function parseInputs(text: string): Keyboard[] {
  const found = new Map<string, Keyboard>();
  for (const block of text.split(/\n\s*\n/)) {
    const keyboard = parseInput(block);
    // Of the inputs of one device the first one has its name; the others add words such as "System Control".
    if (keyboard !== undefined && !found.has(keyboard.id)) found.set(keyboard.id, keyboard);
  }
  return [...found.values()];
}

function parseInput(block: string): Keyboard | undefined {
  const field = (pattern: RegExp): string => pattern.exec(block)?.[1] ?? '';
  const lowest = field(/^B: KEY=(?:[0-9a-f]+ )*([0-9a-f]+)\s*$/m).slice(-8);
  if ((Number.parseInt(lowest, 16) & FULL_KEYBOARD) >>> 0 !== FULL_KEYBOARD) return undefined;
  const path = field(/^S: Sysfs=(\S+)$/m);
  const name = plainName(field(/^N: Name="(.*)"$/m), 'keyboard');
  const bus = field(/^I: Bus=([0-9a-f]{4})/m);
  // A keyboard by radio hangs below the port of the receiver that it shares with others.
  const usbPort = bus === BLUETOOTH ? undefined : USB_PORT.exec(path)?.[1];
  if (usbPort !== undefined) return { id: `keyboard usb ${usbPort}`, name, builtIn: false, usbPort };
  const device = path.replace(/\/input\/input\d+$/, '');
  // Made by a program: each hangs on nothing, so that only its number tells it from others.
  const id = device === '/devices/virtual' ? path : device;
  return { id: `keyboard ${id}`, name, builtIn: BUILT_IN_BUSES.has(bus) };
}
