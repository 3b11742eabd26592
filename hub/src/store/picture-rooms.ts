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
