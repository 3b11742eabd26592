import type { Db } from './schema.js';

/** The rooms of the seats whose events name a picture, or that brought it; none: the hub does not know it. */
export async function roomsOfPicture(db: Db, centre: string, sha256: string): Promise<string[]> {
  const rows = await db
    .selectFrom('seat')
    .select('room')
    .distinct()
    .where('centre', '=', centre)
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('evidence')
            .select('evidence.sha256')
            .whereRef('evidence.seat_id', '=', 'seat.id')
            .where('evidence.sha256', '=', sha256),
        ),
        eb('seat.id', 'in', eb.selectFrom('picture').select('seat_id').where('sha256', '=', sha256)),
      ]),
    )
    .execute();
  return rows.map(({ room }) => room);
}

/** Which of these pictures of a seat are there, by what the store knows: it has a key to them. */
export async function keptPictures(
  db: Db,
  seatId: number,
  hashes: readonly string[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db
    .selectFrom('picture')
    .leftJoin('session_key', (join) =>
      join
        .onRef('session_key.seat_id', '=', 'picture.seat_id')
        .onRef('session_key.session', '=', 'picture.session')
        .on('session_key.class', '=', 'evidence'),
    )
    .innerJoin('evidence', 'evidence.sha256', 'picture.sha256')
    .select('picture.sha256')
    .distinct()
    .where('evidence.seat_id', '=', seatId)
    .where((eb) => eb.or([eb('picture.session', 'is', null), eb('session_key.session', 'is not', null)]))
    .execute();
  const wanted = new Set(hashes);
  return new Set(rows.map(({ sha256 }) => sha256).filter((sha256) => wanted.has(sha256)));
}
