import type { MachinePart, MachineState, Thing } from './machine-state.js';

type ThingOf<Part extends MachinePart> = NonNullable<MachineState[Part]>[number];
type Changes = { readonly [Part in MachinePart]: readonly ThingOf<Part>[] };

/** What came and what went from one state to the next, by the parts that were read both times. */
export type MachineChange = { readonly came: Changes; readonly went: Changes };

/** Compares two states by what their things are called, not by what they do. A part that was not read on either side says nothing. */
export function compareMachine(before: MachineState, after: MachineState): MachineChange {
  return { came: gained(before, after), went: gained(after, before) };
}

/** What is in `after` only. */
function gained(before: MachineState, after: MachineState): Changes {
  return {
    usb: more(before.usb, after.usb),
    keyboards: more(before.keyboards, after.keyboards),
    displays: more(before.displays, after.displays),
    videoDevices: more(before.videoDevices, after.videoDevices),
    sound: more(before.sound, after.sound),
    sessions: more(before.sessions, after.sessions),
    listeners: more(before.listeners, after.listeners),
    programs: more(before.programs, after.programs),
    virtualMachine: more(before.virtualMachine, after.virtualMachine),
    network: more(before.network, after.network),
  };
}

function more<T extends Thing>(
  before: readonly T[] | undefined,
  after: readonly T[] | undefined,
): readonly T[] {
  if (before === undefined || after === undefined) return [];
  const known = new Set(before.map(({ id }) => id));
  return after.filter(({ id }) => !known.has(id));
}
