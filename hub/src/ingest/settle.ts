import type { Db } from '../store/schema.js';
import { type Doubted, forgetVerdicts } from '../store/session-verdicts.js';
import { findInRooms } from './find-in-rooms.js';
import { followSignals } from './follow-signals.js';
import type { AfterCommit, IngestContext } from './ingest-context.js';
import { keepNumbers } from './keep-number.js';

/** Draws from what a transaction kept what follows from it: findings, then numbers, then incidents. */
export async function settle(db: Db, context: IngestContext): Promise<AfterCommit[]> {
  await context.events.write(db);
  await forgetVerdicts(db, doubtedIn(context));
  await findInRooms(db, context);
  const after: AfterCommit[] = [];
  for (const changes of context.changes.all()) {
    after.push(...(await keepNumbers(db, context, changes)));
    after.push(...(await followSignals(db, context, changes)));
  }
  return after;
}

function doubtedIn({ changes, seatId }: IngestContext): Doubted[] {
  return changes
    .all()
    .flatMap(({ doubted, seat }) => [...doubted].map((session) => ({ seatId: seatId(seat), session })));
}
