import * as z from 'zod';
import { Slug } from './ids.js';

/**
 * What somebody may do, by the hub's one table: `admin` everything; `invigilator` the rooms that were given to them; `reviewer` reads
 * records and evidence of every room, and asks nothing of a seat; `technician` sees machines and no candidate; `auditor` the audit log.
 */
export const Role = z.enum(['admin', 'invigilator', 'reviewer', 'technician', 'auditor']);
export type Role = z.infer<typeof Role>;

/** Answer of `POST /api/login` and `GET /api/me`. */
export const Me = z.object({
  name: z.string(),
  role: Role,
  /** Rooms of an invigilator; empty: none. Absent of other roles, and from hubs of before 2026-11-25. */
  rooms: z.array(Slug).max(100).optional(),
  /** The password was given by somebody else, and nothing is done until it is changed. */
  mustChangePassword: z.literal(true).optional(),
  /** A code is asked for beside the password. Only of `GET /api/me`. */
  secondFactor: z.boolean().optional(),
});
export type Me = z.infer<typeof Me>;
