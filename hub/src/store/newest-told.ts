import type { EventBody } from '@invigil/contract';
import type { BootOfSession } from './erasure-facts.js';
import type { Db } from './schema.js';

type Asked = { types: readonly EventBody['type'][]; most: number };

/** The newest events of some types that each boot of a session told, `most` of each boot, in no order. Bodies are as they were stored. */
export async function newestTold(
  db: Db,
  seatId: number,
  boots: readonly BootOfSession[],
  { most, types }: Asked,
): Promise<{ at: number; body: unknown }[]> {
  const all: { at: number; body: unknown }[] = [];
  for (const { id, session } of boots) {
    const rows = await db
      .selectFrom('event')
      .select(['at', 'body'])
      .where('seat_id', '=', seatId)
      .where('boot_id', '=', id)
      .where('session', 'is not distinct from', session)
      .where('type', 'in', types)
      .orderBy('seq', 'desc')
      .limit(most)
      .execute();
    for (const { at, body } of rows) all.push({ at, body: JSON.parse(body) });
  }
  return all;
}
