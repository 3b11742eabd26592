import { sql } from 'kysely';
import { count } from './erase-events.js';
import { type BootOfSession, type Erasing, saveFacts } from './erasure-facts.js';
import type { FileRemover } from './files/file-store.js';
import { pictureFile, trackFile } from './kept-files.js';
import { picturesIn } from './told-in-body.js';
import type { Db } from './schema.js';
import { UNTOLD_SESSION } from './session-keys.js';

/** Files that are removed at a time. */
const AT_ONCE = 100;

type Place = { seatId: number; session: string; boots: readonly BootOfSession[] };

/**
 * Writes down the pictures of a session, so that they are not taken again: those that say so, and those that its events name, whether they
 * came or not. @param before of `~` only: those that came before this time
 */
export async function markPictures(
  db: Db,
  id: number,
  { seatId, session, boots }: Place,
  before: number | undefined,
): Promise<void> {
  const came = await db
    .selectFrom('picture')
    .select('sha256')
    .where('seat_id', '=', seatId)
    .where('session', '=', session)
    .where('received_at', '<', before ?? Number.MAX_SAFE_INTEGER)
    .execute();
  await mark(db, { seatId, id }, came);
  for (const boot of boots) {
    const told = await db
      .selectFrom('event')
      .select('body')
      .where('seat_id', '=', seatId)
      .where('boot_id', '=', boot.id)
      .where('session', 'is not distinct from', boot.session)
      .where('type', '=', 'evidence')
      .execute();
    await mark(
      db,
      { seatId, id },
      told.flatMap(({ body }) => picturesIn(body)),
    );
  }
}

/** Rows that go in by one statement. */
const MARKED_AT_ONCE = 500;

async function mark(
  db: Db,
  { seatId, id }: { seatId: number; id: number },
  pictures: readonly { sha256: string }[],
): Promise<void> {
  for (let from = 0; from < pictures.length; from += MARKED_AT_ONCE) {
    const rows = pictures
      .slice(from, from + MARKED_AT_ONCE)
      .map(({ sha256 }) => ({ seat_id: seatId, sha256, erasure: id }));
    await db
      .insertInto('erased_picture')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Writes down the tracks of a session, so that none is taken again, nor one that has not come yet where the boot told of nothing else. */
export async function markTracks(db: Db, { seatId, session, boots }: Place): Promise<void> {
  for (const { boot, id } of boots) {
    const told = await db.selectFrom('boot_session').select('session').where('boot_id', '=', id).execute();
    const track = await trackOf(db, seatId, boot);
    const isOwn = track === undefined ? told.length < 2 : (track.session ?? `~${boot}`) === session;
    if (isOwn)
      await db
        .insertInto('erased_track')
        .values({ seat_id: seatId, boot })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }
  // A boot that told nothing may have left a track.
  await sql`
    insert into erased_track (seat_id, boot) select seat_id, boot from track
    where seat_id = ${seatId} and coalesce(session, '~' || boot) = ${session} on conflict do nothing`.execute(
    db,
  );
}

function trackOf(db: Db, seatId: number, boot: string): Promise<{ session: string | null } | undefined> {
  return db
    .selectFrom('track')
    .select('session')
    .where('seat_id', '=', seatId)
    .where('boot', '=', boot)
    .executeTakeFirst();
}

/** Removes some pictures that an erasure wrote down. True: there may be more. */
export async function eraseSomePictures(
  db: Db,
  places: readonly FileRemover[],
  erasing: Erasing,
): Promise<boolean> {
  const rows = await db
    .selectFrom('picture')
    .innerJoin('erased_picture', (join) =>
      join
        .onRef('erased_picture.sha256', '=', 'picture.sha256')
        .onRef('erased_picture.seat_id', '=', 'picture.seat_id'),
    )
    .select('picture.sha256')
    .where('erased_picture.seat_id', '=', erasing.seatId)
    .where('erased_picture.erasure', '=', erasing.id)
    .limit(AT_ONCE)
    .execute();
  const names = rows.map(({ sha256 }) => sha256);
  // Files first: what is cut off here is found again by its row.
  await remove(places, names.map(pictureFile));
  return db.transaction().execute(async (tx) => {
    const { counts } = erasing.facts;
    if (names.length > 0) {
      const gone = await tx.deleteFrom('picture').where('sha256', 'in', names).executeTakeFirst();
      count(counts, 'pictures', gone.numDeletedRows);
      await saveFacts(tx, erasing);
      return true;
    }
    const named = sql`
      delete from evidence where seat_id = ${erasing.seatId} and sha256 in (
        select sha256 from erased_picture where seat_id = ${erasing.seatId} and erasure = ${erasing.id})`;
    count(counts, 'pictureNames', (await named.execute(tx)).numAffectedRows ?? 0);
    await saveFacts(tx, erasing);
    return false;
  });
}

/** Removes some tracks of the session. True: there may be more. */
export async function eraseSomeTracks(
  db: Db,
  places: readonly FileRemover[],
  erasing: Erasing,
): Promise<boolean> {
  const { seatId } = erasing;
  const rows = await db
    .selectFrom('track')
    .innerJoin('erased_track', (join) =>
      join.onRef('erased_track.seat_id', '=', 'track.seat_id').onRef('erased_track.boot', '=', 'track.boot'),
    )
    .select('track.boot')
    .where('track.seat_id', '=', seatId)
    .limit(AT_ONCE)
    .execute();
  if (rows.length === 0) return false;
  const boots = rows.map(({ boot }) => boot);
  await remove(
    places,
    boots.map((boot) => trackFile(seatId, boot)),
  );
  return db.transaction().execute(async (tx) => {
    const gone = tx.deleteFrom('track').where('seat_id', '=', seatId).where('boot', 'in', boots);
    count(erasing.facts.counts, 'tracks', (await gone.executeTakeFirst()).numDeletedRows);
    await saveFacts(tx, erasing);
    return true;
  });
}

async function remove(places: readonly FileRemover[], files: readonly string[]): Promise<void> {
  for (const place of places) await place.remove(files);
}

/** How many pictures without a session came before this time. */
export async function untoldPictures(db: Db, seatId: number, before: number): Promise<number> {
  const { n } = await db
    .selectFrom('picture')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('seat_id', '=', seatId)
    .where('session', '=', UNTOLD_SESSION)
    .where('received_at', '<', before)
    .executeTakeFirstOrThrow();
  return n;
}

/** Destroys the key of pictures without a session once there is none left. */
export async function forgetUntoldKey(db: Db, seatId: number): Promise<void> {
  await sql`
    delete from session_key where seat_id = ${seatId} and session = ${UNTOLD_SESSION}
      and not exists (select 1 from picture where seat_id = ${seatId} and session = ${UNTOLD_SESSION})`.execute(
    db,
  );
}
