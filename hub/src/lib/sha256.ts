import { createHash, hash, timingSafeEqual } from 'node:crypto';

/** SHA-256 as 64 lower-case hexadecimal digits. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

/** Whether the SHA-256 of a secret is this one, in a time that tells nothing about where they differ. */
export function matchesSha256(secret: string | Uint8Array, hex: string): boolean {
  const actual = createHash('sha256').update(secret).digest();
  const wanted = Buffer.from(hex, 'hex');
  return wanted.length === actual.length && timingSafeEqual(actual, wanted);
}
