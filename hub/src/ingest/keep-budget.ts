import { BUDGET_WINDOW_MS, allowedItems, weighItems } from '../incidents/alert-budget.js';
import type { PlannedRoom } from '../lib/room-plan.js';
import { saveWeighing, shownSince, waitingItems } from '../store/budget.js';
import { incidentsBefore } from '../store/incidents-of-seat.js';
import { incidentsById } from '../store/incidents-read.js';
import type { Db } from '../store/schema.js';
import type { AfterCommit, IngestContext } from './ingest-context.js';

/**
 * Weighs the items of a room that wait against its alert budget, and gives what the pages must hear. `what`: the decisions that are new,
 * or also the ranks of the items that are held back, which may all move with each new one.
 */
export async function keepBudget(
  db: Db,
  context: IngestContext,
  room: PlannedRoom,
  what: 'decisions' | 'all',
): Promise<AfterCommit[]> {
  const { at, board, feed } = context;
  const since = at - BUDGET_WINDOW_MS;
  const seatIds = room.seats.map((seat) => context.seatId(seat));
  const waiting = await waitingItems(db, seatIds, since, (items) => context.reached.of(db, room.room, items));
  if (waiting.length === 0) return [];
  const allowed = allowedItems(
    room.policy.alertBudget.itemsPerSeatHour,
    room.seats.map((seat) => board.watchedMs(seat.key, since, at)),
  );
  const weighing = weighItems(waiting, { shown: await shownSince(db, seatIds, since), allowed });
  const changed = await saveWeighing(db, weighing, { allowed, at, what });
  const after: AfterCommit[] = [];
  for (const seatId of new Set(changed.map((item) => item.seatId))) {
    const ids = changed.filter((item) => item.seatId === seatId).map(({ id }) => id);
    // Being held back or let through changes nothing else of an incident.
    const before = await incidentsBefore(db, seatId, ids);
    for (const incident of await incidentsById(db, seatId, ids)) {
      after.push(() => {
        board.incident(incident);
        feed.incident(incident, before.get(incident.id) ?? null);
      });
    }
  }
  return after;
}
