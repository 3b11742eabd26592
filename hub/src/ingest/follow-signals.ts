import type { PlannedSeat } from '../lib/room-plan.js';
import { incidentsById } from '../store/incidents-read.js';
import { regroup } from '../store/incidents-of-seat.js';
import type { Db } from '../store/schema.js';
import { signalsById } from '../store/signals.js';
import type { AfterCommit, IngestContext } from './ingest-context.js';

/**
 * Brings the incidents of a seat in step with signals that changed, and gives what the pages must hear. `touched`:
 * incidents that changed for another reason.
 */
export async function followSignals(
  db: Db,
  context: IngestContext,
  seat: PlannedSeat,
  signalIds: readonly string[],
  touched: readonly string[],
): Promise<AfterCommit[]> {
  if (signalIds.length === 0 && touched.length === 0) return [];
  const id = context.seatId(seat);
  const { incidentGapMs } = seat.policy;
  const written = new Set(touched);
  const removed = new Set<string>();
  for (const signalId of signalIds) {
    const change = await regroup(db, id, signalId, incidentGapMs);
    for (const gone of change.removed) {
      removed.add(gone);
      written.delete(gone);
    }
    for (const there of change.written) {
      written.add(there);
      removed.delete(there);
    }
  }
  context.weigh.add(context.room(seat));
  const incidents = await incidentsById(db, id, [...written]);
  const signals = await signalsById(db, id, signalIds);
  return [
    () => {
      for (const { signal } of signals) context.board.signal(seat.key, signal);
      for (const incident of incidents) {
        context.board.incident(incident);
        context.feed.incident(incident);
      }
      const gone = [...removed].filter((one) => context.board.removeIncident({ ...seat, id: one }));
      if (gone.length > 0) context.feed.startOver();
      context.feed.seat(seat.key);
    },
  ];
}
