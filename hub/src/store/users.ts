import { type Me, Role } from '@invigil/contract';
import type { Db } from './schema.js';

/** A user with the hash of their password. */
export type UserRow = Me & { id: number; passwordHash: string };

/** The user of a name, whatever its case. */
export async function findUser(db: Db, name: string): Promise<UserRow | undefined> {
  const row = await db.selectFrom('user').selectAll().where('name', '=', name).executeTakeFirst();
  if (row === undefined) return undefined;
  return { id: row.id, name: row.name, role: Role.parse(row.role), passwordHash: row.password_hash };
}

/** Makes a user. False: the name is taken. */
export async function insertUser(
  db: Db,
  user: Me & { passwordHash: string },
  createdAt: number,
): Promise<boolean> {
  const made = await db
    .insertInto('user')
    .values({ name: user.name, role: user.role, password_hash: user.passwordHash, created_at: createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** Keeps a log-in under the SHA-256 of its secret, and forgets those that have ended. */
export async function insertLogin(
  db: Db,
  login: { secretHash: string; userId: number; createdAt: number; expiresAt: number },
): Promise<void> {
  await db.deleteFrom('login').where('expires_at', '<=', login.createdAt).execute();
  await db
    .insertInto('login')
    .values({
      secret_hash: login.secretHash,
      user_id: login.userId,
      created_at: login.createdAt,
      expires_at: login.expiresAt,
    })
    .execute();
}

/** Who is logged in under a secret's SHA-256, and until when. */
export async function findLogin(
  db: Db,
  secretHash: string,
  now: number,
): Promise<(Me & { expiresAt: number }) | undefined> {
  const row = await db
    .selectFrom('login')
    .innerJoin('user', 'user.id', 'login.user_id')
    .select(['user.name', 'user.role', 'login.expires_at'])
    .where('login.secret_hash', '=', secretHash)
    .where('login.expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { name: row.name, role: Role.parse(row.role), expiresAt: row.expires_at };
}

/** Ends a log-in. */
export async function deleteLogin(db: Db, secretHash: string): Promise<void> {
  await db.deleteFrom('login').where('secret_hash', '=', secretHash).execute();
}
