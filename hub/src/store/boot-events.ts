import type { Db } from './schema.js';

/** Everything that a seat told of a boot's signals and risk, in the order of `seq`, as it is stored. */
export async function toldInBoot(
  db: Db,
  seatId: number,
  boot: string,
): Promise<{ at: number; body: string }[]> {
  return db
    .selectFrom('event')
    .innerJoin('boot', 'boot.id', 'event.boot_id')
    .select(['event.at', 'event.body'])
    .where('event.seat_id', '=', seatId)
    .where('boot.boot', '=', boot)
    .where('event.type', 'in', ['signal-opened', 'signal-closed', 'risk'])
    .orderBy('event.seq')
    .execute();
}

/** Times of the first and the last event that a boot told of a session; undefined where it told none. */
export async function stretchOf(
  db: Db,
  { boot, seatId, session }: { seatId: number; boot: string; session: string },
): Promise<{ from: number; to: number } | undefined> {
  const { from, to } = await db
    .selectFrom('event')
    .innerJoin('boot', 'boot.id', 'event.boot_id')
    .select(({ fn }) => [
      fn.min<number | null>('event.at').as('from'),
      fn.max<number | null>('event.at').as('to'),
    ])
    .where('event.seat_id', '=', seatId)
    .where('boot.boot', '=', boot)
    .where('event.session', '=', session)
    .executeTakeFirstOrThrow();
  return from === null || to === null ? undefined : { from, to };
}
