import type { Db } from './schema.js';

/** A user's second factor as it is kept. */
export type TotpRow = { secret: string; isConfirmed: boolean };

/** The second factor of a user; undefined where there is none. */
export async function findTotp(db: Db, userId: number): Promise<TotpRow | undefined> {
  const row = await db.selectFrom('totp').selectAll().where('user_id', '=', userId).executeTakeFirst();
  return row && { secret: row.secret, isConfirmed: row.confirmed_at !== null };
}

/** Keeps a secret that is to be confirmed. False: one that is confirmed is there, and stays. */
export async function beginTotp(db: Db, userId: number, secret: string): Promise<boolean> {
  const done = await db
    .insertInto('totp')
    .values({ user_id: userId, secret, confirmed_at: null, used_step: 0 })
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet({ secret, used_step: 0 }).where('totp.confirmed_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst();
  return done !== undefined;
}

/** Uses a step of time up. False: it, or a later one, was used before. */
export async function useStep(db: Db, userId: number, step: number): Promise<boolean> {
  const done = await db
    .updateTable('totp')
    .set({ used_step: step })
    .where('user_id', '=', userId)
    .where('used_step', '<', step)
    .returning('user_id')
    .executeTakeFirst();
  return done !== undefined;
}

/** From now on the second factor counts, and these codes stand in for it, each once. */
export async function confirmTotp(
  db: Db,
  userId: number,
  codeHashes: readonly string[],
  now: number,
): Promise<void> {
  await db.transaction().execute(async (one) => {
    await one.updateTable('totp').set({ confirmed_at: now }).where('user_id', '=', userId).execute();
    await one.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
    await one
      .insertInto('recovery_code')
      .values(codeHashes.map((hash) => ({ user_id: userId, code_hash: hash })))
      .execute();
  });
}

/** Uses a recovery code up. False: there is none. */
export async function useRecoveryCode(db: Db, userId: number, codeHash: string): Promise<boolean> {
  const done = await db
    .deleteFrom('recovery_code')
    .where('user_id', '=', userId)
    .where('code_hash', '=', codeHash)
    .returning('code_hash')
    .executeTakeFirst();
  return done !== undefined;
}

/** Takes the second factor off a user, within a transaction. False: there was none. */
export async function removeTotp(one: Db, userId: number): Promise<boolean> {
  await one.deleteFrom('recovery_code').where('user_id', '=', userId).execute();
  const done = await one.deleteFrom('totp').where('user_id', '=', userId).returning('user_id').execute();
  return done.length > 0;
}
