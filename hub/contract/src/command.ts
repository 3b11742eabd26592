import * as z from 'zod';
import { EpochMs } from './ids.js';

/** Asks a seat for about one preview picture a second until `until`. Somebody is looking. */
export const PreviewCommand = z.object({
  id: z.uuid(),
  /** Who asks: the name of a user of the hub. */
  issuer: z.string().min(1).max(64),
  issuedAt: EpochMs,
  /** A seat that reads the command later than this ignores it. */
  expiresAt: EpochMs,
  /** The seat stops sending pictures at this time, unless asked again. */
  until: EpochMs,
});
export type PreviewCommand = z.infer<typeof PreviewCommand>;

/** A seat's answer to a command. */
export const CommandResponse = z.object({
  id: z.uuid(),
  ok: z.boolean(),
  /** Why not, in one line; absent where it went well. */
  reason: z.string().max(200).optional(),
});
export type CommandResponse = z.infer<typeof CommandResponse>;
