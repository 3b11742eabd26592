import * as z from 'zod';
import { AuditVerb } from './audit.js';
import { CompletenessCertificate } from './certificate.js';
import { Challenge } from './challenge.js';
import { MAX_PAGE_TOLD, PageTold } from './check-in.js';
import { EditingMinute } from './editing.js';
import { KeptSessionFacts } from './erasure.js';
import { BootId, EpochMs, Seq, Sha256, Slug } from './ids.js';
import { Incident } from './incident.js';
import { Judgement } from './judgement.js';
import { KeptSession } from './kept-session.js';
import { Policy } from './policy.js';
import { Birth } from './presence.js';
import { StoredTrack } from './replay.js';
import { Role } from './rights.js';
import { SeatTalk } from './talk.js';

/** An incident with everything that people made of it. Its place in a queue is of the moment, and left out. */
export const ReportedIncident = Incident.omit({ rank: true, heldBack: true }).extend({
  /** Oldest first. */
  judgements: z.array(Judgement),
});
export type ReportedIncident = z.infer<typeof ReportedIncident>;

/** A policy under which the seat worked. */
export const ReportedPolicy = z.object({
  hash: Sha256,
  /** Null: the hub does not know its text any more, only its hash. */
  policy: Policy.nullable(),
});
export type ReportedPolicy = z.infer<typeof ReportedPolicy>;

/** What a daemon said that it was, in one boot of the session. */
export const ReportedVersions = z.object({
  boot: BootId,
  at: EpochMs,
  policyHash: Sha256,
  /** Both null of a boot of which the hub did not keep them: before 2026-11-30. */
  versions: Birth.shape.versions.nullable(),
  inference: Birth.shape.inference.nullable(),
});
export type ReportedVersions = z.infer<typeof ReportedVersions>;

/** Somebody looked at something of the session. The same look within ten minutes is one. */
export const ReportedLook = z.object({
  at: EpochMs,
  /** Null: nobody, or many. */
  actor: z.string().max(128).nullable(),
  role: z.union([Role, z.literal('seat')]).nullable(),
  verb: AuditVerb,
  subject: z.string().max(200),
});
export type ReportedLook = z.infer<typeof ReportedLook>;

/** Most minutes of an editor in a report: a day of one window. */
export const MAX_REPORTED_MINUTES = 1440;

/**
 * `GET /api/seats/:room/:seat/sessions/:session/report`: all that a hub knows of one session of a seat, at one moment, for people who keep records. The
 * page for reading (`…/report.html`) tells the same. Times of the seat's events are by its own clock, all others by the hub's.
 */
export const SessionReport = z.object({
  v: z.literal(1),
  /** Language of the page that was made of it, as BCP 47 has it. */
  language: z.enum(['en', 'de']),
  /** On the hub's clock, and the version of the hub. */
  issuedAt: EpochMs,
  hub: z.string().max(32),
  centre: Slug,
  room: Slug,
  /** Names for people; null of a room or a seat that the centre has no more. */
  roomName: z.string().nullable(),
  seat: Slug,
  label: z.string().nullable(),
  session: KeptSession,
  /** Times of its first and last event; the last may be yet to come. */
  from: EpochMs,
  to: EpochMs,
  running: z.boolean(),
  /** How many events are stored of it. */
  events: z.number().int().min(0),
  /** Null outside of an exam session, or where there is no event of it. */
  certificate: CompletenessCertificate.nullable(),
  /** The last event of each boot that told something of it, and its hash: the head of the chain. */
  heads: z.array(z.object({ boot: BootId, seq: Seq, hash: Sha256.nullable() })),
  /** Oldest first. */
  incidents: z.array(ReportedIncident),
  /** Whether each picture that the incidents name is there: it may be erased, or never have come. */
  pictures: z.array(z.object({ sha256: Sha256, kept: z.boolean() })),
  /** In the order in which the seat came to work under them. */
  policies: z.array(ReportedPolicy),
  versions: z.array(ReportedVersions),
  /** Notes of those who watched, messages to the candidate, raised hands, oldest first; absent in reports of before 2026-11-30. */
  talk: SeatTalk.optional(),
  /** How text came about in the editors of the seat: their newest minutes, oldest first; absent in reports of before 2026-11-30. */
  editing: z.array(EditingMinute).max(MAX_REPORTED_MINUTES).optional(),
  /** What the candidate's page told of the beginning and the end, oldest first; absent in reports of before 2026-11-30. */
  checkIn: z.array(PageTold).max(MAX_PAGE_TOLD).optional(),
  /** Whether a person answered. */
  challenges: z.array(Challenge),
  tracks: z.array(StoredTrack),
  /** Who looked at it, oldest first; null: whoever asked may not read the audit log. */
  looks: z.array(ReportedLook).nullable(),
  /** Until when what is kept of it, and the legal hold on it. */
  keeping: KeptSessionFacts.pick({ heardAt: true, open: true, classes: true, hold: true }),
});
export type SessionReport = z.infer<typeof SessionReport>;
