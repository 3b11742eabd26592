import { MAX_PAGE_TOLD, PageTold } from '@invigil/contract';
import type { BootOfSession } from './erasure-facts.js';
import type { Db } from './schema.js';

const TYPES = PageTold.shape.told.options.map(({ shape }) => shape.type.value);

/** What the candidate's page told of how a session began and ended, oldest first; of very much the newest. @param boots those of the session */
export async function checkInOf(
  db: Db,
  seatId: number,
  boots: readonly BootOfSession[],
): Promise<PageTold[]> {
  const all: PageTold[] = [];
  for (const { id, session } of boots) {
    const rows = await db
      .selectFrom('event')
      .select(['at', 'body'])
      .where('seat_id', '=', seatId)
      .where('boot_id', '=', id)
      .where('session', 'is', session)
      .where('type', 'in', TYPES)
      .orderBy('seq', 'desc')
      .limit(MAX_PAGE_TOLD)
      .execute();
    for (const { at, body } of rows) {
      const told = PageTold.safeParse({ at, told: JSON.parse(body) });
      if (told.success) all.push(told.data);
    }
  }
  return all.toSorted((a, b) => a.at - b.at).slice(-MAX_PAGE_TOLD);
}
