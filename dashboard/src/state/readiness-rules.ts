import {
  type Health,
  type Limit,
  type Machine,
  MACHINE_LIMITS,
  type SeatView,
  type SignalKind,
} from '@invigil/contract';
import type { RuleId } from '../lib/verdicts.js';

/** What is known of a seat before an exam. */
export type SeatFacts = {
  seat: SeatView;
  /** What its machine said that it is; null: not loaded, or never told. */
  machine: Machine | null;
  /** Whether the hub gives certificates. */
  certificates: boolean;
  /** What most seats of the room are. */
  common: { versions: string | null; nets: string | null };
  /** Hash of the policy that the hub wants here. */
  wantedPolicy: string;
  /** The hub's time, ms. */
  now: number;
};

export type Rule = {
  id: RuleId;
  /** The value that is looked at; null: it is not known, or is not asked for here. */
  value: (facts: SeatFacts) => number | null;
  /** Beyond it the seat works, and somebody should see to it. */
  warn?: Limit;
  /** Beyond it no exam can be watched there. */
  stop?: Limit;
  /** It is about what the camera shows: not asked for where the camera is kept shut by arrangement. */
  camera?: true;
};

const DAY_MS = 86_400_000;
const RECENT_MS = 600_000;
/** Kinds that hide nothing, or that have a rule of their own. */
const SEES_ALL_THE_SAME: ReadonlySet<SignalKind> = new Set([
  'camera-moved',
  'virtual-camera',
  'slow-inference',
  'agent-stopped',
]);

/**
 * When a seat is ready: one line a rule, worst first within what belongs together. What each is called, its unit and what to do about it
 * stand in `ready-words.ts`; limits that `invigil-seat doctor` asks for too stand in the contract. Where the other numbers come from: readable
 * faces as in docs/conventions.md (16 px between the eyes is about 48 px of face, unreadable below), and what the seat itself does: it speaks
 * every 5 s.
 */
export const RULES: readonly Rule[] = [
  { id: 'agent', value: ({ seat }) => count(seat.state !== 'online'), stop: { above: 0 } },
  { id: 'untold', value: untold, warn: { above: 0 } },
  { id: 'silence', value: silenceS, warn: { above: 10 }, stop: { above: 30 } },
  { id: 'camera', value: cameraLost, stop: { above: 0 }, camera: true },
  { id: 'blind', value: ({ seat }) => hidden(seat).length, stop: { above: 0 }, camera: true },
  {
    id: 'height',
    value: ({ machine }) => granted(machine)?.height ?? null,
    ...MACHINE_LIMITS.height,
    camera: true,
  },
  { id: 'asked', value: shareOfAsked, ...MACHINE_LIMITS.asked, camera: true },
  {
    id: 'rate',
    value: ({ seat }) => seat.health?.rates.captured ?? null,
    ...MACHINE_LIMITS.rate,
    camera: true,
  },
  { id: 'slow', value: ({ seat }) => told(seat.health?.pace?.tooSlow), stop: { above: 0 }, camera: true },
  {
    id: 'usb',
    value: ({ machine }) => machine?.told?.camera.usb?.speedMbps ?? null,
    ...MACHINE_LIMITS.usb,
    camera: true,
  },
  {
    id: 'software',
    value: ({ machine }) => told(machine?.told?.camera.virtual),
    warn: { above: 0 },
    camera: true,
  },
  {
    id: 'moved',
    value: ({ seat }) => count(seat.blind.includes('camera-moved')),
    warn: { above: 0 },
    camera: true,
  },
  {
    id: 'dark',
    value: ({ seat }) => seat.health?.pictures?.brightness ?? null,
    ...MACHINE_LIMITS.dark,
    camera: true,
  },
  {
    id: 'bright',
    value: ({ seat }) => seat.health?.pictures?.brightness ?? null,
    ...MACHINE_LIMITS.bright,
    camera: true,
  },
  {
    id: 'glare',
    value: ({ seat }) => seat.health?.pictures?.burntOut ?? null,
    ...MACHINE_LIMITS.burntOut,
    camera: true,
  },
  { id: 'far', value: facePx, warn: { below: 72 }, stop: { below: 48 }, camera: true },
  {
    id: 'near',
    value: ({ seat }) => seat.health?.pictures?.faceHeight ?? null,
    warn: { above: 0.7 },
    camera: true,
  },
  {
    id: 'unmeasured',
    value: ({ seat }) => seat.health && count(seat.health.clock === undefined),
    warn: { above: 0 },
  },
  {
    id: 'clock',
    value: ({ seat }) => absolute(seat.health?.clock?.offsetMs),
    ...MACHINE_LIMITS.clock,
  },
  {
    id: 'room',
    value: ({ seat }) => ofDisk(seat, (disk) => disk.freeMb - disk.leastFreeMb),
    ...MACHINE_LIMITS.room,
  },
  { id: 'disk', value: ({ seat }) => ofDisk(seat, ({ near }) => count(near)), warn: { above: 0 } },
  { id: 'lost', value: ({ seat }) => ofDisk(seat, givenUp), warn: { above: 0 } },
  { id: 'outbox', value: ({ seat }) => seat.health?.outbox.depth ?? null, ...MACHINE_LIMITS.outbox },
  {
    id: 'waiting',
    value: ({ seat }) => seconds(seat.health?.outbox.oldestMs),
    ...MACHINE_LIMITS.waiting,
  },
  {
    id: 'version',
    value: ({ common, machine }) => differs(versionsOf(machine), common.versions),
    warn: { above: 0 },
  },
  { id: 'nets', value: ({ common, machine }) => differs(netsOf(machine), common.nets), warn: { above: 0 } },
  {
    id: 'uncertified',
    value: ({ certificates, machine }) =>
      certificates && machine ? count(machine.certificate === null) : null,
    warn: { above: 0 },
  },
  { id: 'certificate', value: daysLeft, ...MACHINE_LIMITS.certificate },
  {
    id: 'policy',
    value: ({ seat, wantedPolicy }) => differs(seat.policyHash, wantedPolicy),
    stop: { above: 0 },
  },
  { id: 'ignored', value: ({ seat }) => seat.policyIgnored?.length ?? 0, warn: { above: 0 } },
  {
    id: 'heat',
    value: ({ seat }) => seat.health?.temperatureC ?? null,
    ...MACHINE_LIMITS.heat,
  },
  { id: 'errors', value: recentErrors, warn: { above: 0 } },
];

/** What keeps a camera from seeing now. */
export function hidden(seat: SeatView): SignalKind[] {
  return seat.blind.filter((kind) => !SEES_ALL_THE_SAME.has(kind));
}

/** What the seat's programs are, as one text to compare. */
export function versionsOf(machine: Machine | null): string | null {
  return machine?.told?.versions.invigil ?? null;
}

/** What its nets are, as one text to compare. */
export function netsOf(machine: Machine | null): string | null {
  const nets = machine?.told?.nets;
  return nets === undefined
    ? null
    : nets
        .map(({ name, sha256 }) => `${name} ${sha256}`)
        .toSorted()
        .join();
}

/** Height of the nearest face in the camera's own pixels; null where no face was seen lately. */
export function facePx({ machine, seat }: Pick<SeatFacts, 'machine' | 'seat'>): number | null {
  const share = seat.health?.pictures?.faceHeight;
  const height = granted(machine)?.height;
  return share === undefined || height === undefined ? null : Math.round(share * height);
}

/** What is not known can't be called well. */
function untold({ machine, seat }: SeatFacts): number {
  return count(!machine?.told || seat.health === null);
}

function silenceS({ now, seat }: SeatFacts): number | null {
  return seat.heardAt === null ? null : Math.max(0, now - seat.heardAt) / 1000;
}

function cameraLost({ machine }: SeatFacts): number | null {
  return machine?.told ? count(machine.told.camera.granted === null) : null;
}

function shareOfAsked({ machine }: SeatFacts): number | null {
  const asked = machine?.told?.camera.asked;
  const got = granted(machine);
  if (got === null || asked?.width === undefined || asked.height === undefined) return null;
  return (got.width * got.height) / (asked.width * asked.height);
}

function daysLeft({ machine, now }: SeatFacts): number | null {
  const ends = machine?.certificate?.expiresAt;
  return ends === undefined ? null : (ends - now) / DAY_MS;
}

function recentErrors({ machine, now, seat }: SeatFacts): number {
  const seatNow = now - (seat.health?.clock?.offsetMs ?? 0);
  const errors = machine?.troubles.filter(({ level }) => level === 'error') ?? [];
  return errors.filter(({ at }) => seatNow - at < RECENT_MS).length;
}

function granted(machine: Machine | null) {
  return machine?.told?.camera.granted ?? null;
}

type Disk = NonNullable<Health['disk']>;

function ofDisk(seat: SeatView, read: (disk: Disk) => number): number | null {
  const disk = seat.health?.disk;
  return disk === undefined ? null : read(disk);
}

function givenUp({ givenUp: { events, pictures, tracks } }: Disk): number {
  return events + pictures + tracks;
}

function differs(own: string | null, wanted: string | null): number | null {
  return own === null || wanted === null ? null : count(own !== wanted);
}

function absolute(value: number | undefined): number | null {
  return value === undefined ? null : Math.abs(value);
}

function seconds(ms: number | undefined): number | null {
  return ms === undefined ? null : ms / 1000;
}

function told(is: boolean | undefined): number | null {
  return is === undefined ? null : count(is);
}

function count(is: boolean): number {
  return is ? 1 : 0;
}
