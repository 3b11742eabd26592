import { MAX_PAGE_TOLD, PageTold } from '@invigil/contract';
import type { BootOfSession } from './erasure-facts.js';
import { newestTold } from './newest-told.js';
import type { Db } from './schema.js';

const TYPES = PageTold.shape.told.options.map(({ shape }) => shape.type.value);

/** What the candidate's page told of how a session began and ended, oldest first; of very much the newest. @param boots those of the session */
export async function checkInOf(
  db: Db,
  seatId: number,
  boots: readonly BootOfSession[],
): Promise<PageTold[]> {
  const told = await newestTold(db, seatId, boots, { types: TYPES, most: MAX_PAGE_TOLD });
  const lines = told.flatMap(({ at, body }) => PageTold.safeParse({ at, told: body }).data ?? []);
  return lines.toSorted((a, b) => a.at - b.at).slice(-MAX_PAGE_TOLD);
}
