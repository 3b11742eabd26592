import * as z from 'zod';
import { EpochMs, Sha256 } from './ids.js';
import { Role } from './rights.js';

/** What the audit log tells of. */
export const AuditVerb = z.enum([
  'signed-in',
  'sign-in-failed',
  /** A name has to wait at an address, after wrong passwords. */
  'locked-out',
  'signed-out',
  'sessions-revoked',
  'password-changed',
  /** A second factor counts from now on, or no longer. */
  'totp-enabled',
  'totp-disabled',
  'user-added',
  /** Role or rooms of a user. */
  'user-changed',
  /** A password was given by somebody else: it must be changed first. */
  'password-reset',
  'user-disabled',
  'user-enabled',
  'users-read',
  /** The live page was opened. */
  'room-viewed',
  /** A seat's live page was opened: its curve, and pictures while it is looked at. */
  'seat-viewed',
  'preview-opened',
  'evidence-opened',
  'record-read',
  /** An incident was judged; the subject names the outcome. */
  'incident-judged',
  /** The seats of a room were given other places. */
  'room-arranged',
  /** Somebody looks at an incident, also in place of who did (the subject names both), and does no longer. */
  'incident-acknowledged',
  'incident-given-back',
  'challenge-asked',
  /** A note was written; it was struck through by its author, and stays. */
  'note-written',
  'note-struck',
  /** Words were sent to a candidate. */
  'message-sent',
  /** The same, in answer to a raised hand. */
  'hand-answered',
  'track-asked',
  'replay-run',
  /** A seat was let in: a one-time token was made for it, and it got a certificate with it. */
  'enrolment-token-made',
  'seat-enrolled',
  'enrolment-refused',
  /** Somebody would be a seat without its credentials, or a seat asked for what is not its own. */
  'seat-refused',
  'certificates-read',
  'certificate-revoked',
  /** What is known of the machines, without anybody in it, was handed out as a file. */
  'support-bundle-made',
  /** One administrator asked that machines be updated while a session is open, with a reason; another one granted it; it was taken back. */
  'freeze-override-asked',
  'freeze-override-granted',
  'freeze-override-ended',
  /** The list of what is kept, until when and why, was read. */
  'retention-read',
  /** Something of a session is to be erased, and was: the second names its receipt. */
  'erasure-asked',
  'session-erased',
  'receipts-read',
  /** Legal hold: each step by another person than the one before. */
  'hold-asked',
  'hold-confirmed',
  'hold-release-asked',
  'hold-released',
  /** The hub's key is lost: every picture and track that was sealed with it was given up. */
  'hub-key-given-up',
  /** All of a session was handed out, for the candidate. */
  'session-exported',
  /** A session was handed out as a signed bundle, for who keeps records elsewhere. */
  'bundle-exported',
  /** The list of sessions or of incidents was handed out as a table. */
  'list-exported',
  /** A version of a policy was kept; rooms were told to work under it. */
  'policy-kept',
  'policy-published',
  /** An exam was made, changed, put into force in its rooms, ended, or taken away. */
  'exam-made',
  'exam-changed',
  'exam-opened',
  'exam-closed',
  'exam-removed',
  /** Candidates of an exam. The subject never says who: their data leaves, and this log stays. */
  'candidates-read',
  'candidate-added',
  'candidate-changed',
  'candidate-removed',
  'candidate-seated',
  'candidates-imported',
  /** Candidates whom nothing that is kept needs any more. */
  'candidates-erased',
  'audit-read',
  'audit-exported',
  /**
   * Somebody asked for what their role or room does not give, or for evidence that is not there; or a request came from a page of another
   * origin, under a log-in that is none, or in bytes that are no request.
   */
  'request-refused',
]);
export type AuditVerb = z.infer<typeof AuditVerb>;

/** One row of the audit log. Its hash is the SHA-256 of the canonical text of all its other fields. */
export const AuditEntry = z.object({
  /** From 1, without a gap. */
  n: z.number().int().min(1),
  /** On the hub's clock. Of a row with a count: when the last of them was. */
  at: EpochMs,
  /** Name as it was given, not always that of a user; of a seat its principal. Null: nobody, or many. */
  actor: z.string().max(128).nullable(),
  role: z.union([Role, z.literal('seat')]).nullable(),
  /** Address from which it came; `console`: the hub's own command line. Null: many. */
  address: z.string().max(64).nullable(),
  verb: AuditVerb,
  /** On what: a room, `room/seat`, a picture's hash, a route. */
  subject: z.string().max(200),
  /** How many times it happened: above 1 where a row stands for several that were not written one by one. */
  count: z.number().int().min(1),
  /** Hash of the row before; 64 zeros in the first. */
  previous: Sha256,
  hash: Sha256,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** `GET /api/audit?from=&to=&actor=&verb=&before=&limit=`: newest first. */
export const AuditQuery = z.object({
  from: z.coerce.number().pipe(EpochMs).optional(),
  to: z.coerce.number().pipe(EpochMs).optional(),
  actor: z.string().min(1).max(128).optional(),
  verb: AuditVerb.optional(),
  /** Rows below this number only: the next page. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** Its answer. `next` goes into `before` of the next page; null: there is none. */
export const AuditPage = z.object({
  entries: z.array(AuditEntry).max(1000),
  next: z.number().int().min(1).nullable(),
});
export type AuditPage = z.infer<typeof AuditPage>;
