import type { LoginRow, NewLogin } from '../http/accounts.js';
import type { Db } from './schema.js';
import { meOf } from './users.js';

/** Log-ins that are listed. */
const MAX_LISTED = 1000;

/** Keeps a log-in under the SHA-256 of its secret, and forgets those that have ended. */
export async function insertLogin(db: Db, login: NewLogin): Promise<void> {
  await db.deleteFrom('login').where('expires_at', '<=', login.createdAt).execute();
  await db
    .insertInto('login')
    .values({
      secret_hash: login.secretHash,
      user_id: login.userId,
      created_at: login.createdAt,
      expires_at: login.expiresAt,
      address: login.address,
    })
    .execute();
  await db
    .updateTable('user')
    .set({ last_login_at: login.createdAt })
    .where('id', '=', login.userId)
    .execute();
}

/** Who is logged in under a secret's SHA-256, and until when. */
export async function findLogin(db: Db, secretHash: string, now: number) {
  const row = await db
    .selectFrom('login')
    .innerJoin('user', 'user.id', 'login.user_id')
    .select(['user.id', 'user.name', 'user.role', 'user.must_change_password', 'login.expires_at'])
    .where('login.secret_hash', '=', secretHash)
    .where('login.expires_at', '>', now)
    .where('user.disabled_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { ...(await meOf(db, row)), userId: row.id, expiresAt: row.expires_at };
}

/** The log-ins of a user that have not ended, newest first. */
export async function loginsOf(db: Db, userId: number, now: number): Promise<LoginRow[]> {
  const rows = await db
    .selectFrom('login')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(MAX_LISTED)
    .execute();
  return rows.map((row) => ({
    secretHash: row.secret_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    address: row.address,
  }));
}

/** Ends a log-in. */
export async function deleteLogin(db: Db, secretHash: string): Promise<void> {
  await db.deleteFrom('login').where('secret_hash', '=', secretHash).execute();
}
