import { sql } from 'kysely';
import { type Counts, count } from './erase-events.js';
import type { Db } from './schema.js';

/** Erases what was said in a session, and notes on incidents of which nothing is left. */
export async function eraseTalk(db: Db, seatId: number, session: string, counts: Counts): Promise<void> {
  const notes = await sql`
    delete from note where seat_id = ${seatId} and (session = ${session} or (incident_id is not null and not exists (
      select 1 from signal where signal.seat_id = note.seat_id and signal.id = note.incident_id)))`.execute(
    db,
  );
  count(counts, 'notes', notes.numAffectedRows ?? 0);
  for (const [table, what] of [
    ['message', 'messages'],
    ['hand', 'hands'],
  ] as const) {
    const gone = db.deleteFrom(table).where('seat_id', '=', seatId).where('session', '=', session);
    count(counts, what, (await gone.executeTakeFirst()).numDeletedRows);
  }
}
