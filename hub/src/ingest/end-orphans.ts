import type { PlannedSeat } from '../lib/room-plan.js';
import type { Db } from '../store/schema.js';
import { endOpenOfOthers, signalsById } from '../store/signals.js';
import type { IngestContext } from './ingest-context.js';

/** Ends what boots of a seat before this one left open. */
export async function endOrphans(
  db: Db,
  context: IngestContext,
  seat: PlannedSeat,
  boot: string,
): Promise<void> {
  const id = context.seatId(seat);
  // They end where their boot told its last event.
  await context.events.write(db);
  const ended = await signalsById(db, id, await endOpenOfOthers(db, id, boot));
  const { signals } = context.changes.of(seat);
  for (const one of ended) signals.set(one.signal.id, one);
}
