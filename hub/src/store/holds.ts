import type { Hold } from '@invigil/contract';
import type { HoldRow } from './privacy-schema.js';
import type { Db } from './schema.js';

/** For how long one person alone holds a session. */
const ASKED_MS = 7 * 86_400_000;

export type HoldPlace = { seatId: number; session: string };
export type HoldStep = { by: string; at: number };
/** `none`: there is nothing to do that to. `same-person`: it takes another one than who asked. `already`: it was done before. */
export type HoldOutcome = 'done' | 'none' | 'same-person' | 'already';

/** What keeps a session from being erased now; undefined: nothing does. */
export async function holdOf(db: Db, place: HoldPlace, now: number): Promise<Hold | undefined> {
  const row = await current(db, place, now);
  if (row === undefined) return undefined;
  const state =
    row.release_asked_by !== null ? 'release-asked' : row.confirmed_by !== null ? 'held' : 'asked';
  return {
    state,
    reason: row.reason,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    confirmedBy: row.confirmed_by,
    releaseReason: row.release_reason,
    releaseAskedBy: row.release_asked_by,
  };
}

/** One person asks that a session be kept. */
export async function askHold(
  db: Db,
  place: HoldPlace,
  { at, by, reason }: HoldStep & { reason: string },
): Promise<HoldOutcome> {
  if ((await current(db, place, at)) !== undefined) return 'already';
  await db
    .insertInto('hold')
    .values({
      seat_id: place.seatId,
      session: place.session,
      reason,
      asked_by: by,
      asked_at: at,
      confirmed_by: null,
      confirmed_at: null,
      release_reason: null,
      release_asked_by: null,
      release_asked_at: null,
      released_by: null,
      released_at: null,
    })
    .execute();
  return 'done';
}

/** Another one says so too: from now on it holds until it is released. */
export async function confirmHold(db: Db, place: HoldPlace, { at, by }: HoldStep): Promise<HoldOutcome> {
  const row = await current(db, place, at);
  if (row === undefined) return 'none';
  if (row.confirmed_by !== null) return 'already';
  if (isSame(row.asked_by, by)) return 'same-person';
  await db.updateTable('hold').set({ confirmed_by: by, confirmed_at: at }).where('n', '=', row.n).execute();
  return 'done';
}

/** One person asks that it end. Who asked for it and was not confirmed yet may take it back so, too. */
export async function askRelease(
  db: Db,
  place: HoldPlace,
  { at, by, reason }: HoldStep & { reason: string },
): Promise<HoldOutcome> {
  const row = await current(db, place, at);
  if (row === undefined) return 'none';
  if (row.release_asked_by !== null) return 'already';
  await db
    .updateTable('hold')
    .set({ release_asked_by: by, release_asked_at: at, release_reason: reason })
    .where('n', '=', row.n)
    .execute();
  return 'done';
}

/** Another one than who asked for the end ends it. */
export async function confirmRelease(db: Db, place: HoldPlace, { at, by }: HoldStep): Promise<HoldOutcome> {
  const row = await current(db, place, at);
  if (row?.release_asked_by === null || row === undefined) return 'none';
  if (isSame(row.release_asked_by, by)) return 'same-person';
  await db.updateTable('hold').set({ released_by: by, released_at: at }).where('n', '=', row.n).execute();
  return 'done';
}

/** Whether any session of a seat is held. */
export async function hasHold(db: Db, seatId: number, now: number): Promise<boolean> {
  return (await holdsOf(db, seatId, now).limit(1).execute()).length > 0;
}

async function current(db: Db, { seatId, session }: HoldPlace, now: number): Promise<HoldRow | undefined> {
  return holdsOf(db, seatId, now)
    .where('session', '=', session)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
}

function holdsOf(db: Db, seatId: number, now: number) {
  return holdsNow(db, now).selectAll().where('seat_id', '=', seatId);
}

/** What holds now, for queries that select of it. */
export function holdsNow(db: Db, now: number) {
  return db
    .selectFrom('hold')
    .where('released_at', 'is', null)
    .where((eb) => eb.or([eb('confirmed_at', 'is not', null), eb('asked_at', '>', now - ASKED_MS)]));
}

/** Names of users are one whatever their case (users.name is `collate nocase`). */
function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
