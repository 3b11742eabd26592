import * as z from 'zod';
import { EpochMs, Slug } from './ids.js';
import { SeatPresence } from './presence.js';

/** For how long an asked override waits for the second administrator, and for how long a granted one lifts a freeze, ms. */
export const OVERRIDE_LASTS_MS = 1_800_000;

/**
 * Why a machine may not be updated. `exam`: an exam is open in its room. `session`: the seat said that it is in a session. `unheard`: it said so,
 * and has not been heard since.
 */
export const FreezeReason = z.enum(['exam', 'session', 'unheard']);
export type FreezeReason = z.infer<typeof FreezeReason>;

/** Since when a machine may not be updated, on the hub's clock, and why. Nothing of who sits there, and not of which exam. */
export const Freeze = z.object({ since: EpochMs, why: FreezeReason });
export type Freeze = z.infer<typeof Freeze>;

const freezeFields = {
  /** Null: nothing holds it. */
  frozen: Freeze.nullable(),
  /** Until when two administrators let it be updated all the same, on the hub's clock; null: they don't. */
  liftedUntil: EpochMs.nullable(),
};

/** `GET /api/seat/freeze`: whether the seat that asks may be updated now. */
export const SeatFreeze = z.object({
  at: EpochMs,
  ...freezeFields,
  /** What the hub heard of it last, by which an update knows whether the new version got through; null: it never spoke. */
  heard: z
    .object({
      state: SeatPresence.shape.state,
      /** Version of its daemon. */
      version: z.string().max(32),
      /** When it said last how it fares, on the hub's clock; null: never. */
      healthAt: EpochMs.nullable(),
    })
    .nullable()
    .optional(),
});
export type SeatFreeze = z.infer<typeof SeatFreeze>;

/** What two administrators let be updated: seats of a room, all of it (`seats` null), or the hub itself (`room` null). */
export const FreezeOverride = z.object({
  id: z.number().int().min(1),
  room: Slug.nullable(),
  seats: z.array(Slug).min(1).max(1000).nullable(),
  /** Null: it is for administrators to read. */
  reason: z.string().max(500).nullable(),
  askedBy: z.string(),
  askedAt: EpochMs,
  /** Another administrator; null: not granted yet, and nothing is lifted. */
  grantedBy: z.string().nullable(),
  /** Until when it is lifted, or where it isn't granted waits to be. On the hub's clock. */
  until: EpochMs,
});
export type FreezeOverride = z.infer<typeof FreezeOverride>;

/** `GET /api/freeze`: which machines may be updated now. */
export const FreezeBoard = z.object({
  at: EpochMs,
  /** The hub itself: it is frozen while any of its seats is. */
  hub: z.object(freezeFields),
  rooms: z.array(
    z.object({
      room: Slug,
      name: z.string(),
      /** In the order of their places. */
      seats: z.array(z.object({ seat: Slug, label: z.string(), ...freezeFields })).max(1000),
    }),
  ),
  /** Those that are asked for or in force, oldest first. */
  overrides: z.array(FreezeOverride).max(1000),
});
export type FreezeBoard = z.infer<typeof FreezeBoard>;

/** `POST /api/freeze/overrides`: one administrator asks, with a reason. */
export const FreezeOverrideRequest = z
  .strictObject({
    room: Slug.nullable(),
    seats: z.array(Slug).min(1).max(1000).nullable(),
    reason: z.string().trim().min(1).max(500),
  })
  .refine(({ room, seats }) => room !== null || seats === null, { message: 'seats are of a room' });
export type FreezeOverrideRequest = z.infer<typeof FreezeOverrideRequest>;
