import type { Me } from '@invigil/contract';
import * as z from 'zod';
import { HubError } from '../lib/hub-error.js';
import { hashPassword } from '../lib/passwords.js';
import type { Db } from './schema.js';
import { insertUser } from './users.js';

const UserName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._@ -]{0,63}$/u);

/** A user as somebody makes one. */
export type NewUser = Me & { password: string };

/** Makes a user. Throws a {@link HubError} with code `user-invalid`: bad name, short password, name taken. */
export async function addUser(db: Db, user: NewUser, now: number): Promise<void> {
  const { name, role, password } = user;
  if (!UserName.safeParse(name).success) {
    throw new HubError('user-invalid', 'a user name has 1–64 letters, digits, spaces and . _ @ -');
  }
  if (password.length < 8 || password.length > 256) {
    throw new HubError('user-invalid', 'a password has 8–256 characters');
  }
  const made = await insertUser(db, { name, role, passwordHash: await hashPassword(password) }, now);
  if (!made) throw new HubError('user-invalid', `there is a user ${name} already`);
}
