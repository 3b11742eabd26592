import { RoomLayout } from '@invigil/contract';
import type { Db } from './schema.js';

/** How a room was arranged last, and how many times it was. */
export type KeptLayout = { n: number; layout: RoomLayout };

/** The newest arrangement of each room of a centre, by the room's name. */
export async function keptLayouts(db: Db, centre: string): Promise<Map<string, KeptLayout>> {
  const rows = await db
    .selectFrom('room_layout')
    .select(['room', 'n', 'layout'])
    .where('centre', '=', centre)
    .where('n', '=', (eb) =>
      eb
        .selectFrom('room_layout as later')
        .select((max) => max.fn.max('later.n').as('n'))
        .whereRef('later.centre', '=', 'room_layout.centre')
        .whereRef('later.room', '=', 'room_layout.room'),
    )
    .execute();
  return new Map(
    rows.map(({ layout, n, room }) => [room, { n, layout: RoomLayout.parse(JSON.parse(layout)) }]),
  );
}

/** How many times a room was arranged. */
export async function timesArranged(db: Db, centre: string, room: string): Promise<number> {
  const last = await db
    .selectFrom('room_layout')
    .select('n')
    .where('centre', '=', centre)
    .where('room', '=', room)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.n ?? 0;
}

/** Keeps an arrangement. Fails where there is one with this number. */
export async function keepLayout(
  db: Db,
  { at, by, centre, layout, n, room }: KeptLayout & { centre: string; room: string; at: number; by: string },
): Promise<void> {
  await db
    .insertInto('room_layout')
    .values({ centre, room, n, at, arranged_by: by, layout: JSON.stringify(layout) })
    .execute();
}
