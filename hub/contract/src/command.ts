import * as z from 'zod';
import { BootId, EpochMs } from './ids.js';

/** What every command says of itself. */
const Asked = z.object({
  id: z.uuid(),
  /** Who asks: the name of a user of the hub. */
  issuer: z.string().min(1).max(64),
  issuedAt: EpochMs,
  /** A seat that reads the command later than this ignores it. */
  expiresAt: EpochMs,
});

/** Asks a seat for about one preview picture a second until `until`. Somebody is looking. */
export const PreviewCommand = Asked.extend({
  /** The seat stops sending pictures at this time, unless asked again. */
  until: EpochMs,
});
export type PreviewCommand = z.infer<typeof PreviewCommand>;

/** Asks a seat to bring the track of one of its boots, by HTTP, as far as it goes. */
export const TrackCommand = Asked.extend({ boot: BootId });
export type TrackCommand = z.infer<typeof TrackCommand>;

/** A seat's answer to a command. */
export const CommandResponse = z.object({
  id: z.uuid(),
  ok: z.boolean(),
  /** Why not, in one line; absent where it went well. */
  reason: z.string().max(200).optional(),
});
export type CommandResponse = z.infer<typeof CommandResponse>;
