import * as z from 'zod';

/** Lower-case name of a centre, room or seat: 1–32 characters of `a-z0-9-`. It is a level of an MQTT topic. */
export const Slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/,
    'must be 1–32 characters of a-z, 0-9 and -, not starting or ending with -',
  );
export type Slug = z.infer<typeof Slug>;

/** One run of a seat's daemon: 16 hexadecimal digits, drawn at random when it starts. */
export const BootId = z.string().regex(/^[0-9a-f]{16}$/, 'must be 16 hexadecimal digits');
export type BootId = z.infer<typeof BootId>;

/** Name of something within one boot of a seat, such as a signal: `<boot>-<number>`. */
export const SignalId = z.string().regex(/^[0-9a-f]{16}-[0-9]{1,9}$/, 'must be <boot>-<number>');
export type SignalId = z.infer<typeof SignalId>;

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
export type Sha256 = z.infer<typeof Sha256>;

/** Milliseconds since 1970-01-01T00:00Z. The sender's clock, unless said otherwise. */
export const EpochMs = z.number().int().min(0).max(8_640_000_000_000_000);
export type EpochMs = z.infer<typeof EpochMs>;

/** Running number of an event within its boot, from 1. */
export const Seq = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
export type Seq = z.infer<typeof Seq>;

/** A share of a whole, 0–1. */
export const Share = z.number().min(0).max(1);
