import { readDisplays } from './display-source.js';
import { readKeyboards } from './keyboard-source.js';
import { readListeners } from './listener-source.js';
import type { MachineState } from './machine-state.js';
import { readNetwork } from './network-source.js';
import { readPrograms } from './program-source.js';
import { readSessions } from './session-source.js';
import { readSound } from './sound-source.js';
import type { SystemFiles } from './system-files.js';
import { readUsb } from './usb-source.js';
import { readVideoDevices } from './video-device-source.js';
import { readVirtualMachine } from './virtual-machine-source.js';

/** The names by which a source that can't be read is told. */
export type SourceName =
  | 'usb'
  | 'keyboards'
  | 'displays'
  | 'video-devices'
  | 'sound'
  | 'sessions'
  | 'listeners'
  | 'programs'
  | 'virtual-machine'
  | 'network'
  | 'uptime';

/** Something that tells a part of the machine's state. */
export type MachineSource = {
  readonly name: Exclude<SourceName, 'uptime'>;
  /** Not read more often than this, ms: 0 at every look. */
  readonly everyMs: number;
  /** Reads the part as it is now. @throws Unreadable */
  read(files: SystemFiles): Promise<MachineState>;
};

/** Every source there is. A machine that lacks one is watched by the others. */
export const MACHINE_SOURCES: readonly MachineSource[] = [
  { name: 'usb', everyMs: 0, read: async (files) => ({ usb: await readUsb(files) }) },
  { name: 'keyboards', everyMs: 0, read: async (files) => ({ keyboards: await readKeyboards(files) }) },
  { name: 'displays', everyMs: 0, read: async (files) => ({ displays: await readDisplays(files) }) },
  {
    name: 'video-devices',
    everyMs: 0,
    read: async (files) => ({ videoDevices: await readVideoDevices(files) }),
  },
  { name: 'sound', everyMs: 0, read: async (files) => ({ sound: await readSound(files) }) },
  { name: 'sessions', everyMs: 0, read: async (files) => ({ sessions: await readSessions(files) }) },
  { name: 'listeners', everyMs: 0, read: async (files) => ({ listeners: await readListeners(files) }) },
  // Hundreds of small files.
  { name: 'programs', everyMs: 10_000, read: async (files) => ({ programs: await readPrograms(files) }) },
  // Changes with the machine only; a suspended one may wake up elsewhere.
  {
    name: 'virtual-machine',
    everyMs: 600_000,
    read: async (files) => ({ virtualMachine: await readVirtualMachine(files) }),
  },
  { name: 'network', everyMs: 0, read: async (files) => ({ network: await readNetwork(files) }) },
];
