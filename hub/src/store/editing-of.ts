import { EventBody, type EditingMinute, MAX_REPORTED_MINUTES } from '@invigil/contract';
import type { BootOfSession } from './erasure-facts.js';
import { newestTold } from './newest-told.js';
import type { Db } from './schema.js';

/** Minutes of editors that a session told, oldest first; of very many the newest. @param boots those of the session */
export async function editingOf(
  db: Db,
  seatId: number,
  boots: readonly BootOfSession[],
): Promise<EditingMinute[]> {
  const told = await newestTold(db, seatId, boots, { types: ['editing'], most: MAX_REPORTED_MINUTES });
  const minutes = told.flatMap(({ body }) => {
    const { data } = EventBody.safeParse(body);
    return data?.type === 'editing' ? [data.minute] : [];
  });
  return minutes.toSorted((a, b) => a.from - b.from).slice(-MAX_REPORTED_MINUTES);
}
