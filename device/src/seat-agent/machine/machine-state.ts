/** Something that is plugged in or runs. */
export type Thing = {
  /** Tells it from others of its kind while it is there. No serial number and no address; not for people. */
  readonly id: string;
  /** Plain name for people: at most 120 characters, without control characters, serial numbers and addresses. */
  readonly name: string;
};

export const USB_KINDS = ['keyboard', 'mouse', 'storage', 'video-capture', 'audio', 'hub', 'other'] as const;
/** What a USB device is, by the classes of its interfaces. */
export type UsbKind = (typeof USB_KINDS)[number];

export type UsbDevice = Thing & {
  /** Where it is plugged in, as the kernel names it: `1-4.2`. */
  readonly port: string;
  /** Maker and product as four hexadecimal digits each; the same for every device of that product. */
  readonly vendorId: string;
  readonly productId: string;
  /** At least one. */
  readonly kinds: readonly UsbKind[];
};

/** A keyboard with letters, on whatever bus. */
export type Keyboard = Thing & {
  /** Part of the machine, as a laptop's is. */
  readonly builtIn: boolean;
  /** The USB port through which it comes. */
  readonly usbPort?: string;
};

export type Display = Thing & {
  readonly builtIn: boolean;
};

export type VideoDevice = Thing & {
  readonly driver?: string;
  /** A camera made of software. */
  readonly virtual: boolean;
};

export type SoundCard = Thing & {
  readonly input: boolean;
  readonly output: boolean;
  readonly usbPort?: string;
};

/** A port of a product for remote access on which something listens, or a program of it that runs. */
export type RemoteAccess = Thing & {
  readonly product: string;
};

export type NetworkLink = Thing & {
  readonly up: boolean;
  /** Whether the way out goes through it. */
  readonly wayOut: boolean;
  /** How often it lost or got its carrier since the machine started; undefined where the kernel doesn't count. */
  readonly carrierChanges?: number;
};

/** What is plugged in and runs at one moment. A part that its source could not read is undefined: nothing is known of it. */
export type MachineState = {
  readonly usb?: readonly UsbDevice[];
  readonly keyboards?: readonly Keyboard[];
  readonly displays?: readonly Display[];
  readonly videoDevices?: readonly VideoDevice[];
  readonly sound?: readonly SoundCard[];
  /** People who are logged in from elsewhere. */
  readonly sessions?: readonly Thing[];
  readonly listeners?: readonly RemoteAccess[];
  readonly programs?: readonly RemoteAccess[];
  /** What says that this machine is a virtual one. */
  readonly virtualMachine?: readonly Thing[];
  readonly network?: readonly NetworkLink[];
};
export type MachinePart = keyof MachineState;
export const MACHINE_PARTS = [
  'usb',
  'keyboards',
  'displays',
  'videoDevices',
  'sound',
  'sessions',
  'listeners',
  'programs',
  'virtualMachine',
  'network',
] as const satisfies readonly MachinePart[];
