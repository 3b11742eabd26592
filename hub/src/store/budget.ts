import { sql } from 'kysely';
import type { BudgetItem, Weighing } from '../incidents/alert-budget.js';
import type { Db } from './schema.js';

/** An item of a room's budget, and where it is kept. */
export type StoredItem = BudgetItem & {
  seatId: number;
  id: string;
  /** Its rank where it is held back already, else null. */
  heldRank: number | null;
};

/** Incidents of conduct of some seats that are open or ended after `since`, were told live, and were not shown yet. */
export async function waitingItems(db: Db, seatIds: readonly number[], since: number): Promise<StoredItem[]> {
  if (seatIds.length === 0) return [];
  const { rows } = await sql<{
    seat_id: number;
    id: string;
    severity: string;
    started_at: number;
    confidence: number;
    risk: number | null;
    held_rank: number | null;
  }>`
    select seat_id, id, severity, started_at,
      (select max(confidence) from signal
        where signal.seat_id = incident.seat_id and signal.incident_id = incident.id) as confidence,
      (select max(json_extract(body, '$.risk.score')) from shown_risk
        where shown_risk.seat_id = incident.seat_id and at >= incident.started_at
          and at <= coalesce(incident.ended_at, at)) as risk,
      (select rank from budget
        where budget.seat_id = incident.seat_id and budget.incident_id = incident.id) as held_rank
    from incident
    where seat_id in (${sql.join(seatIds)}) and class = 'conduct' and hist = 0
      and (ended_at is null or ended_at >= ${since})
      and not exists (
        select 1 from signal join budget on budget.seat_id = signal.seat_id and budget.incident_id = signal.id
        where signal.seat_id = incident.seat_id and signal.incident_id = incident.id
          and budget.shown_at is not null)`.execute(db);
  return rows.map((row) => ({
    key: `${row.seat_id}/${row.id}`,
    seatId: row.seat_id,
    id: row.id,
    severity: row.severity === 'alert' ? 'alert' : 'watch',
    risk: row.risk ?? 0,
    confidence: row.confidence,
    startedAt: row.started_at,
    heldRank: row.held_rank,
  }));
}

/** How many items of some seats were shown after `since`. */
export async function shownSince(db: Db, seatIds: readonly number[], since: number): Promise<number> {
  const { shown } = await db
    .selectFrom('budget')
    .select((eb) => eb.fn.countAll<number>().as('shown'))
    .where('seat_id', 'in', seatIds)
    .where('shown_at', '>', since)
    .executeTakeFirstOrThrow();
  return shown;
}

/** Keeps what was decided. Gives the items for which it is another decision than before. */
export async function saveWeighing(
  db: Db,
  weighing: Weighing<StoredItem>,
  { allowed, at }: { allowed: number; at: number },
): Promise<StoredItem[]> {
  const { shown } = weighing;
  const ranked = weighing.hold.filter(({ item, rank }) => item.heldRank !== rank);
  for (const { item, rank } of ranked) {
    await db
      .insertInto('budget')
      .values({ ...keyOf(item), held_at: at, shown_at: null, came_up: null, rank, shown, allowed })
      .onConflict((conflict) =>
        conflict.columns(['seat_id', 'incident_id']).doUpdateSet({ rank, shown, allowed }),
      )
      .execute();
  }
  for (const { item, rank, why } of weighing.show) {
    await db
      .insertInto('budget')
      .values({ ...keyOf(item), held_at: null, shown_at: at, came_up: null, rank, shown, allowed })
      .onConflict((conflict) =>
        conflict
          .columns(['seat_id', 'incident_id'])
          .doUpdateSet({ shown_at: at, came_up: why, rank, shown, allowed }),
      )
      .execute();
  }
  return [...ranked, ...weighing.show].map(({ item }) => item);
}

function keyOf({ id, seatId }: StoredItem): { seat_id: number; incident_id: string } {
  return { seat_id: seatId, incident_id: id };
}
