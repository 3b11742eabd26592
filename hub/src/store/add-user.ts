import { type Me, UserName } from '@invigil/contract';
import type { Actor } from '../http/audit-trail.js';
import { HubError } from '../lib/hub-error.js';
import { hashPassword } from '../lib/passwords.js';
import { appendAudit } from './audit.js';
import type { Db } from './schema.js';
import { CONSOLE, roomsFault } from './user-admin.js';
import { insertUser } from './users.js';

/** A user as somebody makes one. `mustChangePassword`: it is not the user's own. */
export type NewUser = Me & { password: string };

/** Makes a user; an invigilator sees the given rooms only. Throws a {@link HubError} with code `user-invalid`: bad name, short password, name taken. */
export async function addUser(db: Db, user: NewUser, now: number, who: Actor = CONSOLE): Promise<void> {
  const { mustChangePassword, name, role, rooms, password } = user;
  if (!UserName.safeParse(name).success) {
    throw new HubError('user-invalid', 'a user name has 1–64 letters, digits, spaces and . _ @ -');
  }
  if (password.length < 8 || password.length > 256) {
    throw new HubError('user-invalid', 'a password has 8–256 characters');
  }
  const fault = roomsFault(role, rooms ?? []);
  if (fault !== undefined) throw new HubError('user-invalid', fault.message);
  const passwordHash = await hashPassword(password);
  // Both or neither: nobody comes in unrecorded.
  const made = await db.transaction().execute(async (trx) => {
    if (!(await insertUser(trx, { name, role, rooms, mustChangePassword, passwordHash }, now))) return false;
    const subject = [name, role, ...(rooms ?? [])].join(' ');
    await appendAudit(trx, {
      ...who,
      at: now,
      verb: 'user-added',
      subject: subject.slice(0, 200),
      count: 1,
    });
    return true;
  });
  if (!made) throw new HubError('user-invalid', `there is a user ${name} already`);
}
