import { EventBody, type EditingMinute, MAX_REPORTED_MINUTES } from '@invigil/contract';
import type { BootOfSession } from './erasure-facts.js';
import type { Db } from './schema.js';

/** Minutes of editors that a session told, oldest first; of very many the newest. @param boots those of the session */
export async function editingOf(
  db: Db,
  seatId: number,
  boots: readonly BootOfSession[],
): Promise<EditingMinute[]> {
  const minutes: EditingMinute[] = [];
  for (const { id, session } of boots) {
    const rows = await db
      .selectFrom('event')
      .select('body')
      .where('seat_id', '=', seatId)
      .where('boot_id', '=', id)
      .where('session', 'is', session)
      .where('type', '=', 'editing')
      .orderBy('seq', 'desc')
      .limit(MAX_REPORTED_MINUTES)
      .execute();
    for (const { body } of rows) {
      const told = EventBody.safeParse(JSON.parse(body)).data;
      if (told?.type === 'editing') minutes.push(told.minute);
    }
  }
  return minutes.toSorted((a, b) => a.from - b.from).slice(-MAX_REPORTED_MINUTES);
}
