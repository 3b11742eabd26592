import * as z from 'zod';
import { BootId, EpochMs, Seq, Slug } from './ids.js';

/**
 * Events of one boot that will never come: the disk of the seat had no room for them, and their session was over. The gap stays a gap;
 * this says why it is one, and that nobody need ask for it.
 */
export const GivenUp = z.object({
  boot: BootId,
  /** Session of the events; null of those outside of one. */
  session: Slug.nullable(),
  /** Closed range of `seq`, all of which are given up. */
  first: Seq,
  last: Seq,
  /** Times of the first and the last of them, on the seat's clock. */
  from: EpochMs,
  to: EpochMs,
});
export type GivenUp = z.infer<typeof GivenUp>;

/**
 * Events of this boot that happened and that the seat could not store: its disk was full, and nothing was left that may go, or it failed.
 * They have no number, so nobody sees that they are missing but by this.
 */
export const NotKept = z.object({
  events: z.number().int().min(1),
  /** Times of the first and the last of them, on the seat's clock. */
  from: EpochMs,
  to: EpochMs,
});
export type NotKept = z.infer<typeof NotKept>;
