import { type Me, Role, Slug } from '@invigil/contract';
import { sql } from 'kysely';
import type { Db } from './schema.js';

/** A user with the hash of their password; `isDisabled`: they may not sign in. */
export type UserRow = Me & { id: number; passwordHash: string; isDisabled: boolean };

/** Names of users are one whatever the case of their Latin letters. */
export function foldedName() {
  return sql<string>`lower(name)`;
}

/** The user of a name, whatever its case. */
export async function findUser(db: Db, name: string): Promise<UserRow | undefined> {
  const row = await db
    .selectFrom('user')
    .selectAll()
    .where(foldedName(), '=', sql<string>`lower(${name})`)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    ...(await meOf(db, row)),
    passwordHash: row.password_hash,
    isDisabled: row.disabled_at !== null,
  };
}

/** A user as others see them; an invigilator with the own rooms. */
export async function meOf(
  db: Db,
  row: { id: number; name: string; role: string; must_change_password: number },
): Promise<Me> {
  const role = Role.parse(row.role);
  const me: Me = {
    name: row.name,
    role,
    ...(row.must_change_password === 1 && { mustChangePassword: true as const }),
  };
  if (role !== 'invigilator') return me;
  const rooms = await db
    .selectFrom('user_room')
    .select('room')
    .where('user_id', '=', row.id)
    .orderBy('room')
    .execute();
  return { ...me, rooms: rooms.map(({ room }) => Slug.parse(room)) };
}

/** Makes a user. False: the name is taken. */
export async function insertUser(
  db: Db,
  user: Me & { passwordHash: string },
  createdAt: number,
): Promise<boolean> {
  const made = await db
    .insertInto('user')
    .values({
      name: user.name,
      role: user.role,
      password_hash: user.passwordHash,
      created_at: createdAt,
      must_change_password: user.mustChangePassword === true ? 1 : 0,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made === undefined) return false;
  await putRooms(db, made.id, user.rooms ?? []);
  return true;
}

/** The rooms of an invigilator from now on. */
export async function putRooms(db: Db, userId: number, rooms: readonly string[]): Promise<void> {
  await db.deleteFrom('user_room').where('user_id', '=', userId).execute();
  const rows = rooms.map((room) => ({ user_id: userId, room }));
  if (rows.length > 0) await db.insertInto('user_room').values(rows).execute();
}

export async function changePassword(db: Db, userId: number, passwordHash: string): Promise<void> {
  await db
    .updateTable('user')
    .set({ password_hash: passwordHash, must_change_password: 0 })
    .where('id', '=', userId)
    .execute();
}
