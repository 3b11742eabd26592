import { randomBytes } from 'node:crypto';

/** The time that the hub works by. Tests hand in their own. */
export type Clock = {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
};

export const systemClock: Clock = { now: () => Date.now() };

/** A secret of 256 random bits, safe in an address and a header: a seat's token, a log-in, a password. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
