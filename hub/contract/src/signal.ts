import * as z from 'zod';
import { EpochMs, Share, SignalId } from './ids.js';

/** What the camera showed of the candidate. These, and only these, add to the risk. */
export const CONDUCT_KINDS = ['face-absent', 'extra-person', 'looking-away', 'phone', 'book'] as const;
/** What the camera could not show. Blind time is work for a technician and adds nothing to a risk. */
export const COVERAGE_KINDS = [
  'camera-lost',
  'covered',
  'frozen',
  'dark',
  'overexposed',
  'blurred',
  'looped',
  'camera-moved',
  'virtual-camera',
  'slow-inference',
] as const;

export const SignalKind = z.enum([...CONDUCT_KINDS, ...COVERAGE_KINDS]);
export type SignalKind = z.infer<typeof SignalKind>;
export type ConductKind = (typeof CONDUCT_KINDS)[number];
export type CoverageKind = (typeof COVERAGE_KINDS)[number];

/** Whether a kind says that something could not be seen, rather than that something was seen. */
export function isCoverage(kind: SignalKind): kind is CoverageKind {
  return COVERAGE_KINDS.some((coverage) => coverage === kind);
}

/** Direction of a look, as the candidate would say it: `left` is toward the candidate's own left hand. */
export const LookDirection = z.enum(['left', 'right', 'up', 'down']);
export type LookDirection = z.infer<typeof LookDirection>;

/** Something that lasted. Opened once its onset time has passed, closed once its offset time has passed. */
export const Signal = z.object({
  id: SignalId,
  kind: SignalKind,
  source: z.enum(['camera']),
  /** When it began to be seen: before `openedAt` by at least the onset time. */
  startedAt: EpochMs,
  /** Time of the frame with which the onset was complete. */
  openedAt: EpochMs,
  /** When it was last seen; null while the signal is open. */
  endedAt: EpochMs.nullable(),
  /** Mean confidence of the observations that support it, 0–1. */
  confidence: Share,
  /** Only for `looking-away`. */
  direction: LookDirection.optional(),
});
export type Signal = z.infer<typeof Signal>;
