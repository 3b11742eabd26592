import * as z from 'zod';
import { EpochMs, Slug } from './ids.js';
import { Role } from './rights.js';

/** How a user is called: letters, digits, spaces and . _ @ -, 64 at most. */
export const UserName = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@ -]{0,63}$/u, 'has 1–64 letters, digits, spaces and . _ @ -');

const GivenPassword = z.string().min(8).max(256);
const Rooms = z.array(Slug).max(100);

/** Somebody who may sign in, as an administrator sees them. */
export const User = z.object({
  name: z.string(),
  role: Role,
  /** Of an invigilator; empty of other roles, which have none, or all. */
  rooms: Rooms,
  createdAt: EpochMs,
  /** When they signed in last; null: never, or before 2026-11-30. */
  lastLoginAt: EpochMs.nullable(),
  /** Log-ins that have not ended. */
  logins: z.number().int().min(0),
  secondFactor: z.boolean(),
  /** The password was given by somebody else, and must be changed first. */
  mustChangePassword: z.boolean(),
  /** Since when they may not sign in; null: they may. */
  disabledAt: EpochMs.nullable(),
});
export type User = z.infer<typeof User>;

/** `GET /api/users`: by name. */
export const UserList = z.object({ users: z.array(User).max(10_000) });
export type UserList = z.infer<typeof UserList>;

/** `POST /api/users`. Without a password the hub makes one up. Whatever is given must be changed at the first log-in. */
export const UserRequest = z.strictObject({
  name: UserName,
  role: Role,
  rooms: Rooms.default([]),
  password: GivenPassword.optional(),
});
export type UserRequest = z.input<typeof UserRequest>;

/** `PUT /api/users/:name`. */
export const UserChange = z.strictObject({ role: Role, rooms: Rooms });
export type UserChange = z.infer<typeof UserChange>;

/** `POST /api/users/:name/password`: ends every log-in of theirs. */
export const PasswordReset = z.strictObject({ password: GivenPassword.optional() });
export type PasswordReset = z.input<typeof PasswordReset>;

/** Answer of both (201, 200). */
export const GivenLogin = z.object({
  user: User,
  /** That the hub made up, told only now; null where one was given. */
  password: z.string().nullable(),
});
export type GivenLogin = z.infer<typeof GivenLogin>;
