import type { SeatAnalysis } from '@invigil/contract';
import { analyseSeat } from '../room/analysis/analyse-seat.js';
import { WINDOW_MS } from '../room/analysis/windows.js';
import { minutesWithin } from './minutes.js';
import type { Db } from './schema.js';

/**
 * What a seat's minutes say, of the session that the newest of them in a time belongs to.
 * @param others the room's other seats @param from,to epoch ms
 */
export async function analysisOf(
  db: Db,
  seatId: number,
  others: readonly number[],
  from: number,
  to: number,
): Promise<SeatAnalysis> {
  const stored = await minutesWithin(db, seatId, from, to);
  const newest = stored.at(-1);
  if (newest === undefined) return { session: null, minutes: [], measures: analyseSeat([], []) };
  const { session } = newest;
  const minutes = stored.filter((one) => one.session === session).map(({ minute }) => minute);
  const end = newest.minute.to;
  const besides: SeatAnalysis['minutes'][] = [];
  for (const other of others) {
    const theirs = await minutesWithin(db, other, end - WINDOW_MS, end);
    besides.push(theirs.map(({ minute }) => minute));
  }
  return { session, minutes, measures: analyseSeat(minutes, besides) };
}
