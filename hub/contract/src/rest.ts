import * as z from 'zod';
import { Challenge, Cue } from './challenge.js';
import { EpochMs, Slug } from './ids.js';
import { Incident } from './incident.js';
import { Risk } from './risk.js';
import { SaidFields } from './refusal-words.js';
import { Signal } from './signal.js';

/** Every refusal of the hub has this body. */
export const Refusal = z.object({
  /** One of {@link REFUSAL_CODES}; stable, for programs. */
  code: z.string(),
  /** For people, in English: what is wrong and what to do. */
  message: z.string(),
  ...SaidFields,
});
export type Refusal = z.infer<typeof Refusal>;

/** The codes of {@link Refusal} with their HTTP status. */
export const REFUSAL_CODES = {
  'bad-request': 400,
  'wrong-credentials': 401,
  'not-signed-in': 401,
  /** The password is right; the second factor is missing. */
  'code-needed': 401,
  forbidden: 403,
  /** The password was given by somebody else: until it is changed nothing else is done. */
  'password-change-needed': 403,
  'not-found': 404,
  /** It contradicts what is stored. */
  conflict: 409,
  /** Who confirmed an incident first can't be the second person too. */
  'second-person-needed': 409,
  /** Nobody would watch for the answer. */
  'seat-not-online': 409,
  /** Another cue is being answered there. */
  busy: 409,
  /** It was here and was erased: it is not taken again. */
  erased: 410,
  'too-large': 413,
  'wrong-type': 415,
  'hash-mismatch': 422,
  /** A track or a picture whose content can't be read. */
  unreadable: 422,
  'too-many-requests': 429,
  internal: 500,
  /** The audit log can't be written, so what it would tell of is not done. */
  'not-recorded': 503,
  /** Where pictures and tracks are kept is not reached: bring it again, or ask again, later. */
  'files-away': 503,
  /** The database of the hub is not reached: nothing is read or stored until it is back. */
  'store-away': 503,
  /** Too much comes at once: bring it again later. */
  overloaded: 503,
} as const satisfies Record<string, number>;
export type RefusalCode = keyof typeof REFUSAL_CODES;

/** `POST /api/login` */
export const LoginRequest = z.object({
  name: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
  /** Of the second factor, or a recovery code; `code-needed` asks for it. */
  code: z.string().max(64).optional(),
  /** Takes the password's place with this log-in; `password-change-needed` asks a form for it. */
  new: z.union([z.string().min(8).max(256), z.literal('')]).optional(),
});
export type LoginRequest = z.infer<typeof LoginRequest>;

/** `GET /api/incidents?room=&seat=&from=&to=&said=&limit=`: newest first. */
export const IncidentQuery = z.object({
  room: Slug.optional(),
  seat: Slug.optional(),
  from: z.coerce.number().pipe(EpochMs).optional(),
  to: z.coerce.number().pipe(EpochMs).optional(),
  /** Only those of which somebody said this when they judged them; upper and lower case of a–z alike. */
  said: z.string().trim().min(2).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export type IncidentQuery = z.infer<typeof IncidentQuery>;
export const IncidentList = z.object({ incidents: z.array(Incident) });
export type IncidentList = z.infer<typeof IncidentList>;

/** `GET /api/seats/:room/:seat/timeline?from=&to=` */
export const TimelineQuery = z.object({
  from: z.coerce.number().pipe(EpochMs),
  to: z.coerce.number().pipe(EpochMs),
});
export type TimelineQuery = z.infer<typeof TimelineQuery>;

/** What a seat told within a time: for the axis on its page. */
export const Timeline = z.object({
  from: EpochMs,
  to: EpochMs,
  /** Signals that overlap the time, oldest first. */
  signals: z.array(Signal),
  /** Points of the risk curve, oldest first; each holds until the next. */
  risk: z.array(z.object({ at: EpochMs, risk: Risk })),
  /** Time of the first event of the session that the seat is in; null without one. Absent from hubs of before 2026-11-30. */
  began: EpochMs.nullable().optional(),
});
export type Timeline = z.infer<typeof Timeline>;

/** `POST /api/seats/:room/:seat/challenge`: asks whether a person answers. `seat-not-online` and `busy` refuse it. */
export const ChallengeRequest = z.object({ cue: Cue });
export type ChallengeRequest = z.infer<typeof ChallengeRequest>;

/** Its answer (202): the seat is being told. What becomes of it comes over the live feed and into the list. */
export const ChallengePending = z.object({
  id: z.uuid(),
  /** When the hub asked the seat, on the hub's clock. */
  askedAt: EpochMs,
  /** When the candidate's time is over, on the hub's clock; the outcome follows within a few seconds. */
  until: EpochMs,
});
export type ChallengePending = z.infer<typeof ChallengePending>;

/** `GET /api/seats/:room/:seat/challenges`: those that were judged, newest first, at most 100. */
export const ChallengeList = z.object({ challenges: z.array(Challenge).max(100) });
export type ChallengeList = z.infer<typeof ChallengeList>;

/** `GET /healthz`, served without a log-in: nothing about the room. */
export const Healthz = z.object({ ok: z.literal(true), version: z.string() });
export type Healthz = z.infer<typeof Healthz>;
/** The same with status 503: what the hub needs and does not reach, and since when, on its clock. It works again by itself. */
export const HealthzAway = z.object({
  ok: z.literal(false),
  version: z.string(),
  away: z.array(z.object({ part: z.enum(['database']), since: EpochMs })).min(1),
});
export type HealthzAway = z.infer<typeof HealthzAway>;
