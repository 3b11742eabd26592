import type { Me } from '@invigil/contract';
import * as z from 'zod';
import { HubError } from '../lib/hub-error.js';
import { hashPassword } from '../lib/passwords.js';
import { appendAudit } from './audit.js';
import type { Db } from './schema.js';
import { insertUser } from './users.js';

const UserName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._@ -]{0,63}$/u);

/** A user as somebody makes one. `mustChangePassword`: it is not the user's own. */
export type NewUser = Me & { password: string };

/** Makes a user; an invigilator sees the given rooms only. Throws a {@link HubError} with code `user-invalid`: bad name, short password, name taken. */
export async function addUser(db: Db, user: NewUser, now: number): Promise<void> {
  const { mustChangePassword, name, role, rooms, password } = user;
  if (!UserName.safeParse(name).success) {
    throw new HubError('user-invalid', 'a user name has 1–64 letters, digits, spaces and . _ @ -');
  }
  if (password.length < 8 || password.length > 256) {
    throw new HubError('user-invalid', 'a password has 8–256 characters');
  }
  if (rooms !== undefined && rooms.length > 0 && role !== 'invigilator') {
    throw new HubError(
      'user-invalid',
      'rooms are given to an invigilator only: other roles have none, or all',
    );
  }
  const passwordHash = await hashPassword(password);
  // Both or neither: nobody comes in unrecorded.
  const made = await db.transaction().execute(async (trx) => {
    if (!(await insertUser(trx, { name, role, rooms, mustChangePassword, passwordHash }, now))) return false;
    const subject = [name, role, ...(rooms ?? [])].join(' ');
    await appendAudit(trx, {
      at: now,
      actor: null,
      role: null,
      address: 'console',
      verb: 'user-added',
      subject: subject.slice(0, 200),
      count: 1,
    });
    return true;
  });
  if (!made) throw new HubError('user-invalid', `there is a user ${name} already`);
}
