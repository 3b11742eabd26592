import type { HeldKind } from '@invigil/contract';
import { isCaptureCard, isInternalCaptureCard } from './capture-cards.js';
import type { MachineState, Thing } from './machine-state.js';

/** What holds as long as the thing is there: the kinds of the contract that the machine tells. */
export type MachineHeldKind = Extract<
  HeldKind,
  | 'usb-storage'
  | 'second-keyboard'
  | 'capture-card'
  | 'second-display'
  | 'camera-software'
  | 'remote-session'
  | 'remote-access'
  | 'virtual-machine'
>;

/** Since when something is known to be there. */
export type Seen = {
  /** Epoch ms of the look that found it. */
  readonly since: number;
  /** Whether its source's first look found it: it may have been there for long. */
  readonly fromStart: boolean;
};

type HeldFact = Thing & Seen;
export type HeldFacts = Readonly<Record<MachineHeldKind, readonly HeldFact[]>>;

/** The facts that a state holds. `seen` tells since when each of its things is there. */
export function heldFacts(state: MachineState, seen: (thing: Thing) => Seen): HeldFacts {
  const held = (things: readonly Thing[]): HeldFact[] =>
    things.map((thing) => ({ id: thing.id, name: thing.name, ...seen(thing) }));
  const { displays = [], keyboards = [], usb = [], videoDevices = [] } = state;
  return {
    'usb-storage': held(usb.filter(({ kinds }) => kinds.includes('storage'))),
    'second-keyboard': held(beyondFirst(keyboards, seen)),
    'capture-card': held([...usb.filter(isCaptureCard), ...videoDevices.filter(isInternalCaptureCard)]),
    'second-display': held(beyondFirst(displays, seen)),
    'camera-software': held(videoDevices.filter(({ virtual }) => virtual)),
    'remote-session': held(state.sessions ?? []),
    'remote-access': held([...(state.listeners ?? []), ...(state.programs ?? [])]),
    'virtual-machine': held(state.virtualMachine ?? []),
  };
}

/** All but the one that counts as the seat's own: a built-in one, else the one that has been there longest. */
function beyondFirst<T extends Thing & { builtIn: boolean }>(
  things: readonly T[],
  seen: (thing: Thing) => Seen,
): readonly T[] {
  const order = (a: T, b: T): number =>
    Number(b.builtIn) - Number(a.builtIn) || seen(a).since - seen(b).since || a.id.localeCompare(b.id);
  return things.toSorted(order).slice(1);
}
