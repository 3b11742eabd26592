import * as z from 'zod';
import { BootId, EpochMs, Seq, Sha256, Slug } from './ids.js';
import { KeptSession } from './kept-session.js';

/**
 * What is kept for a time of its own. `evidence`: pictures. `track`: what came to a seat's judgement. `record`: events and all that is drawn
 * from them: signals, numbers, incidents, judgements, analysis, challenges. The audit log is in none of them: it stays.
 */
export const DataClass = z.enum(['evidence', 'track', 'record']);
export type DataClass = z.infer<typeof DataClass>;

/** Why something is kept or erased, in the words of who asks. It stays, also when the session is gone: it names no candidate. */
const Reason = z.string().trim().min(3).max(300);

/** `POST /api/seats/:room/:seat/sessions/:session/erase`: all classes, at once. Its answer is the receipt. */
export const ErasureRequest = z.object({ reason: Reason });
export type ErasureRequest = z.infer<typeof ErasureRequest>;

/** What was erased, when and why: what is left of it. Kept in the store and named in the audit log by its hash. */
export const ErasureReceipt = z.object({
  v: z.literal(1),
  centre: Slug,
  room: Slug,
  seat: Slug,
  /** `~` alone: pictures of a seat that did not say of which session they were. */
  session: z.union([KeptSession, z.literal('~')]),
  /** When its keys were destroyed: from then on no picture and no track of it could be read. On the hub's clock. */
  begunAt: EpochMs,
  /** When the last of it was gone from the store. */
  at: EpochMs,
  why: z.discriminatedUnion('cause', [
    z.object({
      cause: z.literal('retention'),
      /** Days from the end of the session to the end of the appeal window. */
      appealDays: z.number().int().min(0),
      /** Days from there for which the longest kept of these classes was kept. */
      days: z.number().int().min(0),
    }),
    z.object({ cause: z.literal('request'), by: z.string().min(1).max(128), reason: Reason }),
  ]),
  classes: z.array(DataClass).min(1),
  /** How many of each were erased: keys, files, and rows of the store by what they hold. */
  counts: z.record(z.string().max(32), z.number().int().min(0)),
  /** Hash of the certificate of completeness as it was then; null where the record is not of these classes, or of no session, or damaged. */
  certificate: Sha256.nullable(),
  /** The last event of each boot of the session as it was then, and its hash: the head of the chain. */
  heads: z.array(z.object({ boot: BootId, seq: Seq, hash: Sha256.nullable() })),
  /** Ed25519 public key of the hub, 64 hexadecimal digits. */
  signer: Sha256,
  /** SHA-256 of the canonical text (RFC 8785) of all of the above; the signature is of the same text. */
  hash: Sha256,
  /** 128 hexadecimal digits. */
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;

/** `GET /api/receipts`: every receipt, newest first. `whole`: its hash and signature fit, and it is signed with the hub's present key. */
export const ReceiptList = z.object({
  receipts: z.array(z.object({ n: z.number().int().min(1), whole: z.boolean(), receipt: ErasureReceipt })),
});
export type ReceiptList = z.infer<typeof ReceiptList>;

/** `POST …/sessions/:session/hold` and `…/hold/release`: one person asks. Another one confirms, by `…/hold/confirm` and `…/hold/release/confirm`. */
export const HoldRequest = z.object({ reason: Reason });
export type HoldRequest = z.infer<typeof HoldRequest>;

/** What keeps a session from being erased. */
export const Hold = z.object({
  /**
   * `asked`: one person asked; it holds for 7 days, so that there is time to confirm it. `held`: another one confirmed. `release-asked`: one
   * asked to end it; it holds still.
   */
  state: z.enum(['asked', 'held', 'release-asked']),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: EpochMs,
  confirmedBy: z.string().nullable(),
  releaseReason: z.string().nullable(),
  releaseAskedBy: z.string().nullable(),
});
export type Hold = z.infer<typeof Hold>;

/** What the hub keeps of one session of a seat, and for how long. */
export const KeptSessionFacts = z.object({
  room: Slug,
  seat: Slug,
  session: KeptSession,
  /** Times of its first and last event, by the seat's clock; of its files where there is no event. */
  from: EpochMs,
  to: EpochMs,
  /** When the last of it came, on the hub's clock: the times below are counted from here. */
  heardAt: EpochMs,
  /** The seat is in it, or told of it within 24 hours: nothing of it is erased. */
  open: z.boolean(),
  /** What there is of it, and when each is due. */
  classes: z.array(z.object({ class: DataClass, dueAt: EpochMs })),
  hold: Hold.nullable(),
});
export type KeptSessionFacts = z.infer<typeof KeptSessionFacts>;

/** `GET /api/retention`: every session that is kept, the next due first. */
export const RetentionList = z.object({ sessions: z.array(KeptSessionFacts) });
export type RetentionList = z.infer<typeof RetentionList>;
