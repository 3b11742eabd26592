import * as z from 'zod';
import { UsedCalibration } from './calibration.js';
import { ChallengeAsked } from './challenge.js';
import { BootId, EpochMs, Sha256, Slug } from './ids.js';
import { PolicyOfAnyVersion } from './known-fields.js';
import { SoftwareReport } from './software.js';

/** Largest track that a hub takes, in bytes: a day of a seat. */
export const MAX_TRACK_BYTES = 64 * 1024 * 1024;

/** Begins a track. */
const TrackStart = z.object({
  type: z.literal('start'),
  boot: BootId,
  /** Exam session; null outside of one. */
  session: Slug.nullable(),
  /** Version of the daemon: the same record comes from the same code only. */
  version: z.string().max(32),
  /** Number of the first signal of the boot. */
  firstSignal: z.number().int().min(1),
  /** The policy in force, and the SHA-256 of its canonical text. */
  policyHash: Sha256,
  policy: PolicyOfAnyVersion,
});

/** Another policy is in force from the next observation on. */
const TrackPolicy = z.object({ type: z.literal('policy'), policyHash: Sha256, policy: PolicyOfAnyVersion });

/** A cue was given to the candidate. */
const TrackChallenge = z.object({ type: z.literal('challenge'), asked: ChallengeAsked });

/** A part of the seat's software told something. */
const TrackSoftware = z.object({ type: z.literal('software'), report: SoftwareReport });

/** The candidate calibrated: looks are measured against this from the next observation on. */
const TrackCalibration = z.object({ type: z.literal('calibration'), calibration: UsedCalibration });

/** The seat stopped watching: what was open was closed. */
const TrackFinish = z.object({
  type: z.literal('finish'),
  /** Time of the last observation; 0 where there was none. */
  at: EpochMs,
});

/**
 * What a track holds beside observations, in the order in which it came to the seat's judgement. A reader skips the types that
 * it doesn't know.
 */
export const TrackNote = z.discriminatedUnion('type', [
  TrackStart,
  TrackPolicy,
  TrackFinish,
  TrackChallenge,
  TrackSoftware,
  TrackCalibration,
]);
export type TrackNote = z.infer<typeof TrackNote>;
