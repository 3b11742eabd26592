import * as z from 'zod';
import { MinuteAnalysis } from './analysis.js';
import { Challenge } from './challenge.js';
import { EpochMs, SignalId, Slug } from './ids.js';
import { Incident, IncidentBefore } from './incident.js';
import { Risk } from './risk.js';
import { RoomView, SeatView } from './room.js';
import { Signal } from './signal.js';
import { Hand, SeatMessage, SeatNote } from './talk.js';
import { SaidFields } from './refusal-words.js';

const place = { room: Slug, seat: Slug };
const store = {
  /**
   * Since when the database of the hub is away, on its clock: nothing of what came after that is in this frame. Absent: it is reached, or the hub is of before
   * 2026-12-01.
   */
  storeAwaySince: EpochMs.optional(),
};

/** One thing that changed. Seats and incidents come whole, so that a change can be applied twice. */
export const LiveChange = z.discriminatedUnion('type', [
  z.object({ type: z.literal('seat'), seat: SeatView }),
  z.object({
    type: z.literal('incident'),
    incident: Incident,
    /** `end`: it was open and is over. Absent from hubs of before 2026-11-25, as is `before`. */
    change: z.enum(['new', 'update', 'end']).optional(),
    /** What it was when it was told last; absent of a new one. */
    before: IncidentBefore.optional(),
  }),
  /** A room that was arranged anew. Its seats follow as changes of their own. */
  z.object({ type: z.literal('room'), room: RoomView }),
  /** An incident that is no more: it became part of another one, or what it rested on turned out to be otherwise. */
  z.object({ type: z.literal('incident-removed'), ...place, id: SignalId, into: SignalId.optional() }),
  /** One point of a seat's risk curve. Sent only to who watches the seat. */
  z.object({ type: z.literal('risk'), ...place, at: EpochMs, risk: Risk }),
  /** A signal that opened or closed. Sent only to who watches the seat. */
  z.object({ type: z.literal('signal'), ...place, signal: Signal }),
  /** A minute of analysis was stored. Sent only to who watches the seat. */
  z.object({ type: z.literal('analysis'), ...place, minute: MinuteAnalysis }),
  /** A challenge that was judged. Sent only to who watches the seat. */
  z.object({ type: z.literal('challenge'), ...place, challenge: Challenge }),
  /** A note was written or struck through. Sent only to who watches the seat, as are the next two. */
  z.object({ type: z.literal('note'), ...place, note: SeatNote }),
  /** A message was sent, or its seat has answered. */
  z.object({ type: z.literal('message'), ...place, message: SeatMessage }),
  /** A hand was raised, taken down or answered. */
  z.object({ type: z.literal('hand'), ...place, hand: Hand }),
  /** A new preview picture can be fetched. Sent only to who watches the seat. */
  z.object({ type: z.literal('preview'), ...place, at: EpochMs }),
  /** A request of this page that is not done: `code` is one of the codes of a refusal. Told to nobody else. */
  z.object({
    type: z.literal('refused'),
    request: z.enum(['watch', 'unwatch']),
    ...place,
    code: z.string(),
    message: z.string(),
    ...SaidFields,
  }),
]);
export type LiveChange = z.infer<typeof LiveChange>;

/**
 * Hub to page. The first frame is a snapshot; each delta counts one up from it. A page that misses a number
 * connects again. A page too slow to follow gets a new snapshot in place of the deltas that it lost.
 * An empty delta every 2 s says that the hub is there.
 */
export const LiveFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    v: z.literal(1),
    n: z.number().int().min(0),
    at: EpochMs,
    centre: Slug,
    rooms: z.array(RoomView),
    seats: z.array(SeatView),
    /** Open ones and those that ended within the last hour. */
    incidents: z.array(Incident),
    ...store,
  }),
  z.object({
    type: z.literal('delta'),
    n: z.number().int().min(1),
    at: EpochMs,
    changes: z.array(LiveChange),
    ...store,
  }),
]);
export type LiveFrame = z.infer<typeof LiveFrame>;

/** Page to hub: somebody opened or left a seat's page. */
export const LiveRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('watch'), ...place }),
  z.object({ type: z.literal('unwatch'), ...place }),
]);
export type LiveRequest = z.infer<typeof LiveRequest>;
