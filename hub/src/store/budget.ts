import { sql } from 'kysely';
import type { BudgetItem, Weighing } from '../incidents/alert-budget.js';
import type { BudgetRow, Db } from './schema.js';

/** An item of a room's budget, and where it is kept. */
export type StoredItem = BudgetItem & {
  seatId: number;
  id: string;
  /** Its rank where it is held back already, else null. */
  heldRank: number | null;
};

type Unranked = Omit<StoredItem, 'risk'> & { endedAt: number | null };

/**
 * Incidents of conduct of some seats that are open or ended after `since`, were told live, and were not shown yet.
 * @param risksOf the highest risk in each, by its key
 */
export async function waitingItems(
  db: Db,
  seatIds: readonly number[],
  since: number,
  risksOf: (items: readonly Unranked[]) => Promise<ReadonlyMap<string, number>>,
): Promise<StoredItem[]> {
  if (seatIds.length === 0) return [];
  const { rows } = await sql<{
    seat_id: number;
    id: string;
    severity: string;
    started_at: number;
    ended_at: number | null;
    confidence: number;
    held_rank: number | null;
  }>`
    select seat_id, id, severity, started_at, ended_at,
      (select max(confidence) from signal
        where signal.seat_id = incident.seat_id and signal.incident_id = incident.id) as confidence,
      (select rank from budget
        where budget.seat_id = incident.seat_id and budget.incident_id = incident.id) as held_rank
    from incident
    where seat_id in (${sql.join(seatIds)}) and class = 'conduct' and hist = 0
      and (ended_at is null or ended_at >= ${since})
      and not exists (
        select 1 from signal join budget on budget.seat_id = signal.seat_id and budget.incident_id = signal.id
        where signal.seat_id = incident.seat_id and signal.incident_id = incident.id
          and budget.shown_at is not null)`.execute(db);
  const items = rows.map((row) => ({
    key: `${row.seat_id}/${row.id}`,
    seatId: row.seat_id,
    id: row.id,
    severity: row.severity === 'alert' ? ('alert' as const) : ('watch' as const),
    confidence: row.confidence,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    heldRank: row.held_rank,
  }));
  const risks = await risksOf(items);
  return items.map((item) => ({ ...item, risk: risks.get(item.key) ?? 0 }));
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

/**
 * Keeps what was decided. Gives the items for which it is another decision than before.
 * @param what `decisions`: an item that is held back already keeps the rank that it had; `all`: its rank is brought up to date
 */
export async function saveWeighing(
  db: Db,
  weighing: Weighing<StoredItem>,
  { allowed, at, what }: { allowed: number; at: number; what: 'decisions' | 'all' },
): Promise<StoredItem[]> {
  const { shown } = weighing;
  const ranked = weighing.hold.filter(({ item, rank }) =>
    what === 'all' ? item.heldRank !== rank : item.heldRank === null,
  );
  const rows = [
    ...ranked.map(({ item, rank }) => ({
      ...keyOf(item),
      held_at: at,
      shown_at: null,
      came_up: null,
      rank,
      shown,
      allowed,
    })),
    ...weighing.show.map(({ item, rank, why }) => ({
      ...keyOf(item),
      held_at: null,
      shown_at: at,
      came_up: item.heldRank === null ? null : why,
      rank,
      shown,
      allowed,
    })),
  ];
  if (rows.length > 0) await writeRows(db, rows);
  return [...ranked, ...weighing.show].map(({ item }) => item);
}

/** When an item was held back first stays; so does what is new of it. */
async function writeRows(db: Db, rows: readonly BudgetRow[]): Promise<void> {
  await db
    .insertInto('budget')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['seat_id', 'incident_id']).doUpdateSet((eb) => ({
        shown_at: eb.ref('excluded.shown_at'),
        came_up: eb.ref('excluded.came_up'),
        rank: eb.ref('excluded.rank'),
        shown: eb.ref('excluded.shown'),
        allowed: eb.ref('excluded.allowed'),
      })),
    )
    .execute();
}

function keyOf({ id, seatId }: StoredItem): { seat_id: number; incident_id: string } {
  return { seat_id: seatId, incident_id: id };
}
