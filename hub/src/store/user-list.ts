import { Role, Slug, type User } from '@invigil/contract';
import type { Db } from './schema.js';
import { foldedName } from './users.js';

/** Everybody who may sign in, or might once, by name. */
export async function listUsers(db: Db, now: number): Promise<User[]> {
  const rows = await db
    .selectFrom('user')
    .select(['id', 'name', 'role', 'created_at', 'last_login_at', 'must_change_password', 'disabled_at'])
    .select((eb) => [
      eb
        .selectFrom('login')
        .select(eb.fn.countAll<number>().as('n'))
        .whereRef('login.user_id', '=', 'user.id')
        .where('login.expires_at', '>', now)
        .as('logins'),
      eb
        .selectFrom('totp')
        .select('confirmed_at')
        .whereRef('totp.user_id', '=', 'user.id')
        .as('confirmed_at'),
    ])
    .orderBy(foldedName())
    .execute();
  const rooms = await db.selectFrom('user_room').selectAll().orderBy('room').execute();
  const roomsOf = new Map<number, string[]>();
  for (const { room, user_id: id } of rooms) roomsOf.set(id, [...(roomsOf.get(id) ?? []), room]);
  return rows.map((row) => ({
    name: row.name,
    role: Role.parse(row.role),
    rooms: (roomsOf.get(row.id) ?? []).map((room) => Slug.parse(room)),
    createdAt: row.created_at,
    lastLoginAt: row.last_login_at,
    logins: row.logins ?? 0,
    secondFactor: row.confirmed_at !== null,
    mustChangePassword: row.must_change_password === 1,
    disabledAt: row.disabled_at,
  }));
}
