import * as z from 'zod';
import { EpochMs, Share, SignalId, Slug } from './ids.js';
import {
  SignalDetail,
  SOFTWARE_KINDS,
  SOFTWARE_SOURCES,
  type SoftwareKind,
  STANDING_KINDS,
} from './software.js';

/** What the camera showed of the candidate. These, and what a room adds, are all that a risk is made of. */
export const CONDUCT_KINDS = [
  'face-absent',
  'extra-person',
  'looking-away',
  'gaze-off-screen',
  'eyes-closed',
  'phone',
  'book',
  'second-screen',
  'speaking',
  'identity-mismatch',
  'face-covered',
  'spoof-suspected',
] as const;
/** What only several seats of a room show together; the hub finds it. */
export const ROOM_KINDS = ['neighbour-looks', 'mutual-looks'] as const;
/** What the camera could not show, as the seat itself can tell. */
export const SEAT_COVERAGE_KINDS = [
  'camera-lost',
  'covered',
  'frozen',
  'dark',
  'overexposed',
  'blurred',
  'looped',
  'face-too-small',
  'camera-moved',
  'virtual-camera',
  'slow-inference',
] as const;
/** Parts of a seat's own software that no longer tell anything. */
export const SILENCE_KINDS = [
  'page-silent',
  'browser-silent',
  'editor-silent',
  'machine-unread',
  'microphone-lost',
] as const;
/** All blind time; of a seat that says nothing the hub tells it. It is work for a technician and adds nothing to a risk. */
export const COVERAGE_KINDS = [...SEAT_COVERAGE_KINDS, ...SILENCE_KINDS, 'agent-stopped'] as const;

export const SignalKind = z.enum([...CONDUCT_KINDS, ...ROOM_KINDS, ...SOFTWARE_KINDS, ...COVERAGE_KINDS]);
export type SignalKind = z.infer<typeof SignalKind>;
export type ConductKind = (typeof CONDUCT_KINDS)[number];
export type RoomKind = (typeof ROOM_KINDS)[number];
export type SilenceKind = (typeof SILENCE_KINDS)[number];
export type CoverageKind = (typeof COVERAGE_KINDS)[number];
export type SeatCoverageKind = (typeof SEAT_COVERAGE_KINDS)[number];
/** A kind that adds to a risk. */
export const RiskKind = z.enum([...CONDUCT_KINDS, ...ROOM_KINDS, ...SOFTWARE_KINDS]);
export type RiskKind = z.infer<typeof RiskKind>;

/** With these the camera still shows somebody. */
const STILL_SEES: ReadonlySet<SignalKind> = new Set<SignalKind>([
  'camera-moved',
  'virtual-camera',
  'slow-inference',
  ...SILENCE_KINDS,
]);

/** Whether a kind says that the camera shows nobody: part of the seat's blind time. */
export function isBlind(kind: SignalKind): boolean {
  return isCoverage(kind) && !STILL_SEES.has(kind);
}
/** Whether a kind says that something could not be seen, rather than that something was seen. */
export function isCoverage(kind: SignalKind): kind is CoverageKind {
  return COVERAGE_KINDS.some((coverage) => coverage === kind);
}

/** Whether a kind is a finding of the room. */
export function isRoomKind(kind: SignalKind): kind is RoomKind {
  return ROOM_KINDS.some((room) => room === kind);
}

/** Whether a kind is told by the seat's own software, not by its camera. */
export function isSoftware(kind: SignalKind): kind is SoftwareKind {
  return SOFTWARE_KINDS.some((software) => software === kind);
}

/** Whether a kind may hold for the whole exam without being news any more. */
export function isStanding(kind: SignalKind): boolean {
  return STANDING_KINDS.some((standing) => standing === kind);
}

/** Every kind that a seat's camera can tell by itself, in the order in which it watches for them. */
export const SEAT_KINDS = [...CONDUCT_KINDS, ...SEAT_COVERAGE_KINDS] as const;
export type SeatKind = (typeof SEAT_KINDS)[number];

/** Direction of a look, as the candidate would say it: `left` is toward the candidate's own left hand. */
export const LookDirection = z.enum(['left', 'right', 'up', 'down']);
export type LookDirection = z.infer<typeof LookDirection>;

const Basis = z.array(z.object({ seat: Slug, signalId: SignalId })).max(64);

/** Why the hub lets a signal count for less in the risk: its cause was shared. It is never told by a seat. */
export const SharedCause = z.object({
  /**
   * `room`: most of the room did the same at the same time. `walker`: somebody walked from seat to seat. Of a finding `room`: of the
   * looks on which it rests some were shared. `sound`: neighbouring microphones heard a voice in the same seconds, and about as loud; from
   * hubs since 2026-11-30.
   */
  cause: z.enum(['room', 'walker', 'sound']),
  /** What is left of the signal in the risk, 0–1. */
  factor: Share,
  /** Signals that say so: where there are many, those that began first. */
  basis: Basis,
});
export type SharedCause = z.infer<typeof SharedCause>;

/** Something that lasted. Opened once its onset time has passed, closed once its offset time has passed. */
export const Signal = z.object({
  id: SignalId,
  kind: SignalKind,
  /**
   * Who tells it: the seat's camera, a part of its software, the hub from several seats of the room, or the hub of a seat that says
   * nothing.
   */
  source: z.enum(['camera', ...SOFTWARE_SOURCES, 'room', 'hub']),
  /** When it began to be seen: before `openedAt` by at least the onset time. */
  startedAt: EpochMs,
  /** Time of the frame with which the onset was complete. */
  openedAt: EpochMs,
  /** When it was last seen; null while the signal is open. A finding of the room opens again with a further look. */
  endedAt: EpochMs.nullable(),
  /** Mean confidence of the observations that support it, 0–1. */
  confidence: Share,
  /**
   * How long it was really seen so far, ms: no blind time and no contradiction; each moment of a kind that has moments counts as its rule
   * says. Absent from seats of before 2026-11-25.
   */
  seenMs: z.number().min(0).optional(),
  /** Only for `looking-away` and `gaze-off-screen`. */
  direction: LookDirection.optional(),
  /** Only from the seat's software: what it was, as far as it may be told. */
  detail: SignalDetail.optional(),
  /** The policy gives it no weight: it stands in the record and on the time axis, and is no incident. */
  noted: z.literal(true).optional(),
  /** Only for findings of the room: the other seat. */
  toward: Slug.optional(),
  /** Only for findings of the room: the signals on which it rests, and whose they are. */
  basis: Basis.optional(),
  /** Only from the hub, of a signal whose cause was shared. */
  shared: SharedCause.optional(),
});
export type Signal = z.infer<typeof Signal>;

/** Whether a signal says that the camera could not show something, or that the whole seat said nothing: what `watched` counts. */
export function isCameraCoverage({ kind, source }: Pick<Signal, 'kind' | 'source'>): boolean {
  return isCoverage(kind) && (source === 'camera' || source === 'hub');
}
