import * as z from 'zod';
import { EpochMs, Share, Slug } from './ids.js';

const Count = z.number().int().min(0);
const Version = z.string().max(32);

/** A room in figures: nothing of who sits there, of a session or of a single seat. */
export const RoomRollup = z.object({
  room: Slug,
  /** Name that people read. */
  name: z.string().min(1).max(80),
  /** Whether an exam is open here. Not which one. */
  examOpen: z.boolean(),
  seats: z.object({ online: Count, stopped: Count, lost: Count, never: Count }),
  /** Seats that are online, see, and are under the policy that is wanted. */
  ready: Count,
  /** Seats online whose camera can't see now. */
  blind: Count,
  /** Incidents that go on, by severity; null: they are not for who asks. */
  incidents: z.object({ alert: Count, watch: Count, blind: Count }).nullable(),
  /** Mean of the share of time in which the seats were watched, 0–1; null where none counts. */
  watched: Share.nullable(),
  /** How many seats said last that they run which version. */
  versions: z.array(z.object({ version: Version, seats: Count })).max(1000),
  /** When a seat of it was heard last, on the clock of its hub; null: none ever. */
  heardAt: EpochMs.nullable(),
});
export type RoomRollup = z.infer<typeof RoomRollup>;

/** `GET /rollup` at the address of a hub's figures: how its rooms are, for another hub's centre view. */
export const Rollup = z.object({
  /** When it was drawn up, on the clock of its hub. */
  at: EpochMs,
  /** Since when this hub runs, on its own clock. */
  since: EpochMs,
  centre: Slug,
  /** Version of the hub. */
  version: Version,
  /** Since when its database does not answer, on its own clock: what seats say waits there, and nobody can judge. Left out while it answers. */
  storeAwaySince: EpochMs.optional(),
  /** Where browsers reach its dashboard; null: its configuration does not say. */
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
  rooms: z.array(RoomRollup).max(100),
});
export type Rollup = z.infer<typeof Rollup>;

/**
 * Why a hub's figures are not of now. `unreachable`: nobody answers at its address. `too-late`: no whole answer in time. `not-trusted`: its
 * certificate is not of the authority, or not for the address, that was given. `refused`: it does not take the token. `not-understood`: what
 * answers there is no roll-up that this hub can read.
 */
export const HubTrouble = z.enum(['unreachable', 'too-late', 'not-trusted', 'refused', 'not-understood']);
export type HubTrouble = z.infer<typeof HubTrouble>;

/** What a hub's centre view holds of one hub. */
export const HubInCentre = z.object({
  /** As the configuration of the hub that asks names it. */
  name: z.string().min(1).max(80),
  /** Whether it is the hub that answers. */
  own: z.boolean(),
  /** Null: the last answer is of now, or the first one is still waited for (`heardAt` null). */
  trouble: HubTrouble.nullable(),
  /** When it answered last, on the clock of the hub that asks; null: not since that one started. */
  heardAt: EpochMs.nullable(),
  /** Its last answer, however old; null with `heardAt`. */
  rollup: Rollup.nullable(),
});
export type HubInCentre = z.infer<typeof HubInCentre>;

/** `GET /api/centre`: every hub that this one knows of, itself first, then in the order of its configuration. */
export const CentreView = z.object({
  /** On the clock of the hub that answers. */
  at: EpochMs,
  hubs: z.array(HubInCentre).min(1).max(101),
});
export type CentreView = z.infer<typeof CentreView>;
