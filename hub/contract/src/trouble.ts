import * as z from 'zod';
import { EpochMs } from './ids.js';

/** Troubles that a seat keeps and tells: the newest, each kind once. */
export const MAX_TROUBLES = 8;

/**
 * A warning or an error of a seat's log: its constant text, and nothing of what it was about, so that nobody is in it.
 */
export const Trouble = z.object({
  level: z.enum(['warn', 'error']),
  /** As it stands in the program, such as `frame not seen`. */
  message: z.string().min(1).max(100),
  /** Code of the error behind it, such as `ENOSPC`; left out where there is none. */
  code: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .optional(),
  /** How often since the daemon started. */
  count: z.number().int().min(1),
  /** The last time, on the seat's clock. */
  at: EpochMs,
});
export type Trouble = z.infer<typeof Trouble>;
