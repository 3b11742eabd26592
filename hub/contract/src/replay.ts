import * as z from 'zod';
import { BootId, EpochMs, Sha256, SignalId, Slug } from './ids.js';
import { Incident } from './incident.js';
import { Policy } from './policy.js';
import { Signal } from './signal.js';

/** The track of one boot of a seat, as far as the hub has it. */
export const StoredTrack = z.object({
  boot: BootId,
  /** Exam session; null outside of one. */
  session: Slug.nullable(),
  /** Version of the daemon that wrote it. */
  version: z.string().max(32),
  /** Hash of the policy in force at its beginning. */
  policyHash: Sha256,
  /** Time of its first and its last observation; null where it has none. */
  from: EpochMs.nullable(),
  to: EpochMs.nullable(),
  /** How many observations it holds. */
  observations: z.number().int().min(0),
  /** Whether it reaches to the end of the boot: the seat stopped in good order. */
  finished: z.boolean(),
  bytes: z.number().int().min(1),
  sha256: Sha256,
  receivedAt: EpochMs,
});
export type StoredTrack = z.infer<typeof StoredTrack>;

/** `GET /api/seats/:room/:seat/tracks`: newest first. */
export const TrackList = z.object({
  tracks: z.array(StoredTrack),
  /** The seat's newest boot, whose track can be asked for; null where it has never spoken. */
  boot: BootId.nullable(),
});
export type TrackList = z.infer<typeof TrackList>;

/** `GET /api/seats/:room/:seat/policy`: what the hub wants of a seat now. */
export const SeatPolicy = z.object({ hash: Sha256, policy: Policy });
export type SeatPolicy = z.infer<typeof SeatPolicy>;

/**
 * `POST /api/seats/:room/:seat/tracks/:boot/replay`. Without a policy: those that were in force. With a session: only what overlaps the time in which the boot
 * told of it; without one all of the boot, as a hub of before 2026-11-30 gives in any case.
 */
export const ReplayRequest = z.object({ policy: Policy.optional(), session: Slug.optional() });
export type ReplayRequest = z.infer<typeof ReplayRequest>;

/** An incident as a replay tells it: pictures and place are the record's. */
export const ReplayIncident = Incident.pick({
  id: true,
  class: true,
  severity: true,
  startedAt: true,
  endedAt: true,
}).extend({ signals: z.array(SignalId).min(1) });
export type ReplayIncident = z.infer<typeof ReplayIncident>;

/** What came, or comes, of a track. */
export const ReplaySide = z.object({
  /** In the order in which they opened. */
  signals: z.array(Signal),
  /** Oldest first. */
  incidents: z.array(ReplayIncident),
});
export type ReplaySide = z.infer<typeof ReplaySide>;

/** What another policy would have made of a boot. A signal is the same where kind and time overlap, whatever its name. */
export const ReplayResult = z.object({
  boot: BootId,
  /** Hash of the policy of the replay; null where it took those that were in force. */
  policyHash: Sha256.nullable(),
  from: EpochMs.nullable(),
  to: EpochMs.nullable(),
  finished: z.boolean(),
  /** What the seat told in its time, as far as the track reaches. */
  live: ReplaySide,
  replayed: ReplaySide,
  /** Signals of the replay that the record has not. */
  appeared: z.array(Signal),
  /** Signals of the record that the replay has not. */
  vanished: z.array(Signal),
  /** Signals of both that differ in more than their name: other times, confidence or direction. */
  changed: z.array(z.object({ live: Signal, replayed: Signal })),
});
export type ReplayResult = z.infer<typeof ReplayResult>;
