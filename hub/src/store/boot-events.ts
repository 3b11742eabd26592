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
