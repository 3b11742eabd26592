import * as z from 'zod';
import { EpochMs } from './ids.js';

/** Name of a log-in, of use to its owner only: 32 hexadecimal digits. */
export const LoginId = z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 hexadecimal digits');
export type LoginId = z.infer<typeof LoginId>;

/** `GET /api/logins`: where the asking user is signed in, newest first. */
export const LoginList = z.object({
  logins: z
    .array(
      z.object({
        id: LoginId,
        createdAt: EpochMs,
        expiresAt: EpochMs,
        /** Address from which it was made; null of one of before 2026-11-25. */
        address: z.string().max(64).nullable(),
        /** It is the one that asks. */
        current: z.boolean(),
      }),
    )
    .max(1000),
});
export type LoginList = z.infer<typeof LoginList>;

/** `PUT /api/password`: every other log-in of the user ends. */
export const PasswordChange = z.object({
  old: z.string().min(1).max(256),
  new: z.string().min(8).max(256),
});
export type PasswordChange = z.infer<typeof PasswordChange>;
