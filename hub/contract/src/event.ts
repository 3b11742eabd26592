import * as z from 'zod';
import { MinuteAnalysis } from './analysis.js';
import { Challenge } from './challenge.js';
import { CheckedIn, CheckedOut } from './check-in.js';
import { ClockOffset } from './clock.js';
import { EditingMinute } from './editing.js';
import { GivenUp, NotKept } from './given-up.js';
import { EvidencePicture } from './evidence.js';
import { BootId, EpochMs, Seq, Sha256, SignalId, Slug } from './ids.js';
import { NoticeShown } from './notice.js';
import { Risk } from './risk.js';
import { Signal } from './signal.js';
import { HandLowered, HandRaised } from './talk.js';

/** What an event says. */
export const EventBody = z.discriminatedUnion('type', [
  /** Told again, with the same id, where a moment of the same kind joins a signal that is open: its `seenMs` and `detail` are those of now. */
  z.object({ type: z.literal('signal-opened'), signal: Signal }),
  z.object({ type: z.literal('signal-closed'), signal: Signal }),
  z.object({ type: z.literal('risk'), risk: Risk }),
  z.object({
    type: z.literal('evidence'),
    signalId: SignalId,
    pictures: z.array(EvidencePicture).min(1).max(16),
  }),
  /** A minute of watching is over. */
  z.object({ type: z.literal('analysis'), minute: MinuteAnalysis }),
  /** What became of a cue. */
  z.object({ type: z.literal('challenge'), challenge: Challenge }),
  /** Events of an earlier boot that will never come. */
  z.object({ type: z.literal('given-up'), givenUp: GivenUp }),
  /** Events of this boot that are lost. */
  z.object({ type: z.literal('not-kept'), notKept: NotKept }),
  NoticeShown,
  HandRaised,
  HandLowered,
  CheckedIn,
  CheckedOut,
  /** A minute of an editor is over. */
  z.object({ type: z.literal('editing'), minute: EditingMinute }),
]);
export type EventBody = z.infer<typeof EventBody>;

/** The envelope round everything that a seat tells and the hub keeps. `(seat, boot, seq)` is unique for ever. */
export const SeatEvent = z.object({
  seq: Seq,
  /**
   * Hash of the event before it in its boot (`chainText`); of the first one, of the text that names seat and boot (`chainStartText`).
   * Absent from seats of before 2026-11-25: such an event is kept, and its chain is not whole.
   */
  prev: Sha256.optional(),
  /** Exam session that it belongs to; null outside of one. */
  session: Slug.nullable(),
  /** When it happened: `capturedAt` of the frame that brought it, where a frame did. */
  at: EpochMs,
  /**
   * What to add to `at` to have it on the hub's clock, as far as the seat knew when it stored the event. Absent while it was never
   * measured: before the first answer of a hub, and under hubs of before 2026-11-29.
   */
  clock: ClockOffset.optional(),
  /** Told late, after an outage: it fills the record and raises no alarm. */
  hist: z.literal(true).optional(),
  body: EventBody,
});
export type SeatEvent = z.infer<typeof SeatEvent>;

/** Most events in one message. */
export const MAX_BATCH_EVENTS = 200;

/** One message on `evt`: events of one boot in rising `seq`. */
export const EventBatch = z.object({
  v: z.literal(1),
  boot: BootId,
  events: z.array(SeatEvent).min(1).max(MAX_BATCH_EVENTS),
});
export type EventBatch = z.infer<typeof EventBatch>;

/** An event of a boot and its hash, which stands for all events before it too. `seq` 0: what stands before the first one. */
export const ChainHead = z.object({ seq: z.number().int().min(0), hash: Sha256 });
export type ChainHead = z.infer<typeof ChainHead>;

/** Sent on `ack` once a batch is committed to the store. The seat may then forget what it covers. */
export const Ack = z.object({
  boot: BootId,
  /** Every `seq` of this boot up to this one is stored, save those in `missing`. 0: none yet. */
  committedTo: z.number().int().min(0),
  /** Closed ranges of `seq` up to `committedTo` that never came; the seat sends them again. What it gave up is not among them. */
  missing: z.array(z.tuple([Seq, Seq])).max(100),
  /**
   * The last event of the run that begins with the first one and has no gap, and its hash as the hub computed it. The seat compares it
   * with its own. Absent from hubs of before 2026-11-25, and where the hub stored that event without its hash.
   */
  head: ChainHead.optional(),
});
export type Ack = z.infer<typeof Ack>;
