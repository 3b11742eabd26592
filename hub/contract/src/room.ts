import * as z from 'zod';
import { RoomExam } from './exam.js';
import { Sha256, EpochMs, Share, Slug, BootId } from './ids.js';
import { Aisles, Door, MapEdge } from './layout.js';
import { Health } from './presence.js';
import { Risk } from './risk.js';
import { Signal, SignalKind } from './signal.js';
import { OpenHand } from './talk.js';

/** A room as it stands: a grid of places, row 1 at the front unless `front` says otherwise. */
export const RoomView = z.object({
  room: Slug,
  name: z.string().min(1).max(80),
  rows: z.number().int().min(1).max(50),
  columns: z.number().int().min(1).max(50),
  /** Hash of the policy that the hub wants in this room, where nothing was arranged with a seat's candidate. */
  policyHash: Sha256,
  /** Items that an invigilator is asked to look at for each watched seat and hour. Absent from hubs of before 2026-11-25. */
  itemsPerSeatHour: z.number().min(0).optional(),
  /** The edge of the map that candidates face; absent: the top. */
  front: MapEdge.optional(),
  /** Gaps between rows and columns; absent: none. */
  aisles: Aisles.optional(),
  /** Absent: none is drawn. */
  doors: z.array(Door).max(40).optional(),
  /** How many times the room was arranged in the dashboard: `after` of the next one. Absent from hubs of before 2026-11-30. */
  arranged: z.number().int().min(0).optional(),
  /** The exam that is open here; absent where there is none. */
  exam: RoomExam.optional(),
});
export type RoomView = z.infer<typeof RoomView>;

/** A seat as it is now: one tile of the room's page. */
export const SeatView = z.object({
  room: Slug,
  seat: Slug,
  /** What is written on the desk, such as `A1`. */
  label: z.string().min(1).max(16),
  row: z.number().int().min(1),
  column: z.number().int().min(1),
  candidate: z.string().max(80).nullable(),
  /** `never`: this seat has not spoken since the hub knows it. */
  state: z.enum(['online', 'stopped', 'lost', 'never']),
  stateSince: EpochMs.nullable(),
  boot: BootId.nullable(),
  session: Slug.nullable(),
  risk: Risk,
  /** Signals that are open now, oldest first. */
  signals: z.array(Signal).max(32),
  /** Share of the time since the seat first came online in which the camera could see; null before, and of a shut camera. */
  watched: Share.nullable(),
  /** What keeps the camera from seeing now. */
  blind: z.array(SignalKind).max(16),
  health: Health.nullable(),
  /** Hash of the policy that the seat said it works under. */
  policyHash: Sha256.nullable(),
  /** Hash of the policy that the hub wants at this seat. Absent from hubs of before 2026-11-25: the room's. */
  wantedPolicyHash: Sha256.optional(),
  /** Fields of it that the seat said it doesn't know, as paths; absent where there are none. */
  policyIgnored: z.array(z.string().max(128)).max(32).optional(),
  /** What was arranged with the candidate, in words for the invigilator; absent where nothing was. */
  arrangement: z.string().max(120).optional(),
  /** The camera is kept shut, by arrangement: nothing is watched, and that is no fault. */
  unwatched: z.literal(true).optional(),
  /** The hand that is up for longest; absent where none is. */
  hand: OpenHand.optional(),
  /** `at` of the newest event behind this view, on the seat's clock; null before the first. */
  asOf: EpochMs.nullable(),
  /** When the hub last heard from the seat, on the hub's clock. */
  heardAt: EpochMs.nullable(),
});
export type SeatView = z.infer<typeof SeatView>;
