import * as z from 'zod';
import { EpochMs, Share, Slug } from './ids.js';
import { Birth } from './presence.js';
import { MAX_TROUBLES, Trouble } from './trouble.js';

/** The certificate with which a seat may come in: the newest that is neither revoked nor replaced. */
const HeldCertificate = z.object({
  /** Upper-case hexadecimal. */
  serial: z.string(),
  issuedAt: EpochMs,
  expiresAt: EpochMs,
});

/** The machine at a seat: what it is, and nothing of who sits there. */
export const Machine = z.object({
  seat: Slug,
  /** What is written on the desk. */
  label: z.string(),
  /** What it said last that it is, without the session; null: it never spoke. */
  told: Birth.omit({ session: true }).nullable(),
  /** Last warnings and errors of its log, newest first. */
  troubles: z.array(Trouble).max(MAX_TROUBLES),
  certificate: HeldCertificate.nullable(),
});
export type Machine = z.infer<typeof Machine>;

/** `GET /api/rooms/:room/machines`: in the order of the seats' places. */
export const MachineList = z.object({
  room: Slug,
  /** Whether this hub gives certificates. */
  certificates: z.boolean(),
  machines: z.array(Machine).max(1000),
});
export type MachineList = z.infer<typeof MachineList>;

/** How a seat fared at one moment: the first word of a minute. */
export const HealthMinute = z.object({
  /** On the hub's clock. */
  at: EpochMs,
  /** Pictures a second that came, and that faces and objects were looked for in. */
  captured: z.number().min(0),
  faces: z.number().min(0),
  objects: z.number().min(0),
  /** Time of 19 of 20 pictures from the camera to what was seen, ms; null where none was looked at. */
  frameMs: z.number().min(0).nullable(),
  memoryMb: z.number().min(0),
  temperatureC: z.number().nullable(),
  /** Share of the processor, 0–1. */
  cpuShare: Share.nullable(),
  /** Events that wait, and the age of the oldest, ms. */
  outbox: z.number().int().min(0),
  outboxOldestMs: z.number().min(0),
  diskUsedMb: z.number().min(0).nullable(),
  diskFreeMb: z.number().min(0).nullable(),
  /** Hub's time less seat's time, ms. */
  clockOffsetMs: z.number().int().nullable(),
});
export type HealthMinute = z.infer<typeof HealthMinute>;

/** `GET /api/seats/:room/:seat/health?from=&to=`: oldest first; a long time is thinned evenly. */
export const HealthHistory = z.object({
  from: EpochMs,
  to: EpochMs,
  /** From one kept minute to the next of this answer, minutes. */
  everyMinutes: z.number().int().min(1),
  minutes: z.array(HealthMinute).max(2000),
});
export type HealthHistory = z.infer<typeof HealthHistory>;
