import { type AuditVerb, type Role, type UserChange, said, type Said } from '@invigil/contract';
import type { Actor } from '../http/audit-trail.js';
import { hashPassword } from '../lib/passwords.js';
import { appendAudit } from './audit.js';
import type { Db } from './schema.js';
import { removeTotp } from './second-factor.js';
import { type UserRow, findUser, putRooms } from './users.js';

/** Why something is not done to a user. */
export type UserFault = Said & { code: 'not-found' | 'conflict' | 'bad-request' };
/** What became of it: the user's name as it is kept, and the log-ins that ended, or whose pages must look anew. */
export type UserDone = { name: string; logins: string[] };

/** Who does it, and when, on the hub's clock. */
export type By = { who: Actor; at: number };

/** Somebody at the hub's own command line. */
export const CONSOLE: Actor = { actor: null, role: null, address: 'console' };

const LAST_ADMIN = said('last-administrator');

/** Gives a user another role, or an invigilator other rooms. Their pages look anew; their log-ins go on. */
export function changeUser(
  db: Db,
  name: string,
  { role, rooms }: UserChange,
  by: By,
): Promise<UserDone | UserFault> {
  return toUser(db, name, by, 'user-changed', async (one, user) => {
    const fault = roomsFault(role, rooms);
    if (fault !== undefined) return fault;
    if (role !== 'admin' && (await isLastAdmin(one, user))) return conflict(LAST_ADMIN);
    await one.updateTable('user').set({ role }).where('id', '=', user.id).execute();
    await putRooms(one, user.id, rooms);
    return { subject: [role, ...rooms].join(' '), logins: await loginIds(one, user.id) };
  });
}

/** Gives a user a password that must be changed first, and ends their log-ins. */
export async function resetPassword(
  db: Db,
  name: string,
  password: string,
  by: By,
): Promise<UserDone | UserFault> {
  const hash = await hashPassword(password);
  return toUser(db, name, by, 'password-reset', async (one, user) => {
    await one
      .updateTable('user')
      .set({ password_hash: hash, must_change_password: 1 })
      .where('id', '=', user.id)
      .execute();
    return { logins: await endLogins(one, user.id) };
  });
}

/** Ends every log-in of a user. */
export function signOutUser(db: Db, name: string, by: By): Promise<UserDone | UserFault> {
  return toUser(db, name, by, 'sessions-revoked', async (one, user) => ({
    logins: await endLogins(one, user.id),
  }));
}

/** Keeps a user out, and ends their log-ins; what they did stays in the record under their name. */
export function disableUser(db: Db, name: string, by: By): Promise<UserDone | UserFault> {
  return toUser(db, name, by, 'user-disabled', async (one, user) => {
    if (user.isDisabled) return conflict(said('user-is-disabled', { name: user.name }));
    if (await isLastAdmin(one, user)) return conflict(LAST_ADMIN);
    await one.updateTable('user').set({ disabled_at: by.at }).where('id', '=', user.id).execute();
    return { logins: await endLogins(one, user.id) };
  });
}

/** Lets a user in again who was kept out. */
export function enableUser(db: Db, name: string, by: By): Promise<UserDone | UserFault> {
  return toUser(db, name, by, 'user-enabled', async (one, user) => {
    if (!user.isDisabled) return conflict(said('user-is-enabled', { name: user.name }));
    await one.updateTable('user').set({ disabled_at: null }).where('id', '=', user.id).execute();
    return { logins: [] };
  });
}

/** Takes the second factor off a user who has lost it. */
export function takeFactorOff(db: Db, name: string, by: By): Promise<UserDone | UserFault> {
  return toUser(db, name, by, 'totp-disabled', async (one, user) =>
    (await removeTotp(one, user.id))
      ? { logins: [] }
      : { code: 'not-found', ...said('user-has-no-factor', { name: user.name }) },
  );
}

/** Why a role can't have these rooms; undefined: it can. */
export function roomsFault(role: Role, rooms: readonly string[]): UserFault | undefined {
  if (rooms.length === 0 || role === 'invigilator') return undefined;
  return { code: 'bad-request', ...said('rooms-for-invigilators') };
}

/** Does something to a user and tells the audit log, both or neither. */
async function toUser(
  db: Db,
  name: string,
  { at, who }: By,
  verb: AuditVerb,
  act: (one: Db, user: UserRow) => Promise<{ logins: string[]; subject?: string } | UserFault>,
): Promise<UserDone | UserFault> {
  return db.transaction().execute(async (one) => {
    const user = await findUser(one, name);
    if (user === undefined) return { code: 'not-found', ...said('no-user-named', { name }) };
    const done = await act(one, user);
    if ('code' in done) return done;
    const { logins, subject } = done;
    const what = subject === undefined ? user.name : `${user.name} ${subject}`;
    await appendAudit(one, { ...who, at, verb, subject: what.slice(0, 200), count: 1 });
    return { name: user.name, logins };
  });
}

async function isLastAdmin(db: Db, user: UserRow): Promise<boolean> {
  if (user.role !== 'admin' || user.isDisabled) return false;
  const other = await db
    .selectFrom('user')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .where('id', '!=', user.id)
    .executeTakeFirst();
  return other === undefined;
}

async function loginIds(db: Db, userId: number): Promise<string[]> {
  const rows = await db.selectFrom('login').select('secret_hash').where('user_id', '=', userId).execute();
  return rows.map((row) => row.secret_hash);
}

async function endLogins(db: Db, userId: number): Promise<string[]> {
  const ids = await loginIds(db, userId);
  await db.deleteFrom('login').where('user_id', '=', userId).execute();
  return ids;
}

function conflict(why: Said): UserFault {
  return { code: 'conflict', ...why };
}
