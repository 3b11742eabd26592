import { EventBody, type MinuteAnalysis } from '@invigil/contract';
import { sql } from 'kysely';
import { dialectOf } from './dialect.js';
import type { Db } from './schema.js';

/** Most minutes of a seat in one answer: twelve hours. */
const MAX_MINUTES = 720;

/** A minute is told after ten at the latest: of gaps of up to 10 s each counts as 1 s. */
const LONGEST_MS = 600_000;

/** A minute as it is stored. */
export type StoredMinute = { session: string | null; minute: MinuteAnalysis };

/**
 * The minutes of a seat that overlap a time, oldest first; of a long time the newest. A minute that a seat told twice counts once.
 * @param from,to epoch ms, on the seat's clock
 */
export async function minutesWithin(
  db: Db,
  seatId: number,
  from: number,
  to: number,
): Promise<StoredMinute[]> {
  const { jsonNumber } = dialectOf(db);
  const begun = jsonNumber('body', ['minute', 'from']);
  const { rows } = await sql<{ boot_id: number; session: string | null; body: string }>`
    select boot_id, session, body from event
    where seat_id = ${seatId} and type = 'analysis' and ${begun} >= ${from - LONGEST_MS} and ${begun} <= ${to}
      and ${jsonNumber('body', ['minute', 'to'])} >= ${from}
    order by ${begun} desc limit ${MAX_MINUTES}`.execute(db);
  const found = new Map<string, StoredMinute>();
  for (const { body, boot_id, session } of rows) {
    const parsed = EventBody.safeParse(JSON.parse(body)).data;
    if (parsed?.type !== 'analysis') continue;
    found.set(`${boot_id}/${parsed.minute.from}`, { session, minute: parsed.minute });
  }
  return [...found.values()].toReversed();
}
