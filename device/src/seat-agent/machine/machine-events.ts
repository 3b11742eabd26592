import { compareMachine } from './compare-machine.js';
import type { HeldFacts } from './held-facts.js';
import type { MachineState, NetworkLink, SoundCard, UsbDevice } from './machine-state.js';

/** A USB or sound device that is no held fact came or went. */
type DeviceChanged = {
  readonly kind: 'device-changed';
  /** Epoch ms of the look that found it. */
  readonly at: number;
  readonly change: 'came' | 'went';
  readonly name: string;
};

/** The machine slept. */
export type Suspended = {
  readonly kind: 'suspended';
  /** Epoch ms of the last look before and the first one after: it slept in between, for `sleptMs`. */
  readonly from: number;
  readonly to: number;
  readonly sleptMs: number;
};

type NetworkChanged = {
  readonly kind: 'network-changed';
  /** Epoch ms of the look that found it. */
  readonly at: number;
  /** `interrupted`: the link was lost and came back between two looks. `way-out-…`: of the default route. */
  readonly change: 'came' | 'went' | 'up' | 'down' | 'interrupted' | 'way-out-came' | 'way-out-went';
  readonly name: string;
};

/** Something that happened at a moment. */
export type MachineEvent = DeviceChanged | Suspended | NetworkChanged;

type Moment = { readonly state: MachineState; readonly held: HeldFacts };

/** What happened from one look to the next, at `at` (epoch ms). What is a held fact is not told as a device that changed too. */
export function machineEvents(before: Moment, after: Moment, at: number): MachineEvent[] {
  const { came, went } = compareMachine(before.state, after.state);
  const others = (usb: readonly UsbDevice[], sound: readonly SoundCard[], moment: Moment): string[] => [
    ...usb.filter((device) => !isHeld(device, moment)).map(({ name }) => name),
    // A USB device's sound card is told as that device.
    ...sound.filter(({ usbPort }) => usbPort === undefined).map(({ name }) => name),
  ];
  const changed = (change: DeviceChanged['change'], names: readonly string[]): MachineEvent[] =>
    names.map((name) => ({ kind: 'device-changed', at, change, name }));
  return [
    ...changed('went', others(went.usb, went.sound, before)),
    ...changed('came', others(came.usb, came.sound, after)),
    ...networkEvents(before.state.network, after.state.network, at),
  ];
}

function isHeld(device: UsbDevice, { held, state }: Moment): boolean {
  const ids = new Set(Object.values(held).flatMap((facts) => facts.map(({ id }) => id)));
  const keyboards = (state.keyboards ?? []).filter(({ usbPort }) => usbPort === device.port);
  return ids.has(device.id) || keyboards.some(({ id }) => ids.has(id));
}

function networkEvents(
  before: readonly NetworkLink[] | undefined,
  after: readonly NetworkLink[] | undefined,
  at: number,
): MachineEvent[] {
  if (before === undefined || after === undefined) return [];
  const told = ({ name }: NetworkLink, change: NetworkChanged['change']): NetworkChanged => {
    return { kind: 'network-changed', at, change, name };
  };
  const gone = before.filter(({ id }) => !after.some((link) => link.id === id));
  return [
    ...gone.map((link) => told(link, 'went')),
    ...after.flatMap((link) => {
      const old = before.find(({ id }) => id === link.id);
      const changes = old === undefined ? (['came'] as const) : linkChanges(old, link);
      return changes.map((change) => told(link, change));
    }),
  ];
}

function linkChanges(before: NetworkLink, after: NetworkLink): NetworkChanged['change'][] {
  const changes: NetworkChanged['change'][] = [];
  if (before.up !== after.up) changes.push(after.up ? 'up' : 'down');
  else if (before.carrierChanges !== after.carrierChanges) changes.push('interrupted');
  if (before.wayOut !== after.wayOut) changes.push(after.wayOut ? 'way-out-came' : 'way-out-went');
  return changes;
}
