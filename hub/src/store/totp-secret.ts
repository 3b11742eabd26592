import { SealError, type Seal, seal, unseal } from '../lib/sealed-file.js';

/** The secret of a user's second factor as the database keeps it: sealed with the hub's key, so that a stolen copy makes no codes. */
export function sealSecret(secret: string, userId: number, hubKey: Uint8Array): string {
  return seal(Buffer.from(secret), sealOf(userId, hubKey)).toString('base64');
}

/** The secret that was sealed; empty where it does not open, as after the hub's key was given up: no code fits it. */
export function openSecret(sealed: string, userId: number, hubKey: Uint8Array): string {
  try {
    return unseal(Buffer.from(sealed, 'base64'), sealOf(userId, hubKey)).toString();
  } catch (cause) {
    if (cause instanceof SealError) return '';
    throw cause;
  }
}

function sealOf(userId: number, key: Uint8Array): Seal {
  return { key, bound: `second factor of user ${userId}` };
}
