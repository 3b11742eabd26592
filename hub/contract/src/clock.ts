import * as z from 'zod';
import { EpochMs } from './ids.js';

/** Sent on `clock`: a seat asks what time it is at the hub. Answered at once on `time`, or never by a hub that doesn't know it. */
export const ClockQuestion = z.object({
  /** Counts up within a boot, from 1. */
  id: z.number().int().min(1),
  /** On the seat's clock. */
  sentAt: EpochMs,
});
export type ClockQuestion = z.infer<typeof ClockQuestion>;

/** Sent on `time`. The first two are those of the question, the other two are on the hub's clock. */
export const ClockAnswer = ClockQuestion.extend({ receivedAt: EpochMs, answeredAt: EpochMs });
export type ClockAnswer = z.infer<typeof ClockAnswer>;

/** How far a seat's clock is from the hub's, as the seat measured it. */
export const ClockOffset = z.object({
  /** Hub's time less seat's time, ms: add it to a time of the seat to have it on the hub's clock. */
  offsetMs: z.number().int(),
  /** The true offset was within this of `offsetMs` when it was measured, ms: half of the best round trip, and what whole ms leave open. */
  uncertaintyMs: z.number().int().min(0),
});
export type ClockOffset = z.infer<typeof ClockOffset>;
