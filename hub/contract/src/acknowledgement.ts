import * as z from 'zod';
import { EpochMs } from './ids.js';

/** Somebody is looking at an incident: for the others in the room it is taken. It ends with a judgement, or when it is given back. */
export const Acknowledged = z.object({
  /** Name of the user. */
  by: z.string().max(64),
  /** Since when, on the hub's clock. */
  at: EpochMs,
});
export type Acknowledged = z.infer<typeof Acknowledged>;

/**
 * `PUT /api/seats/:room/:seat/incidents/:incident/acknowledgement`: the user looks at it from now on; the answer is the incident as it is
 * then. `DELETE` gives it back, by who has it only.
 */
export const AcknowledgementRequest = z.strictObject({
  /** Who looked at it as the page knew: that person is taken over from. Null: nobody. Where it is somebody else, it is a `conflict`. */
  over: z.string().min(1).max(64).nullable(),
});
export type AcknowledgementRequest = z.infer<typeof AcknowledgementRequest>;
