import { Judgement } from '@invigil/contract';
import type { Db, JudgementRow } from './schema.js';

/** What was made of an incident and of those that have become part of it, oldest first. */
export async function judgementsOf(db: Db, seatId: number, incidentId: string): Promise<Judgement[]> {
  const rows = await db
    .selectFrom('judgement')
    .innerJoin('signal', (join) =>
      join.onRef('signal.seat_id', '=', 'judgement.seat_id').onRef('signal.id', '=', 'judgement.incident_id'),
    )
    .selectAll('judgement')
    .where('signal.seat_id', '=', seatId)
    .where('signal.incident_id', '=', incidentId)
    .execute();
  return inOrder(rows);
}

/** Rows of one incident as judgements in the order in which they were made. */
export function inOrder(rows: readonly JudgementRow[]): Judgement[] {
  const sorted = rows.toSorted((a, b) => a.at - b.at || a.n - b.n);
  return sorted.map((row, i) =>
    Judgement.parse({
      n: i + 1,
      at: row.at,
      by: row.judge,
      role: row.role,
      outcome: row.outcome,
      reason: row.reason,
      words: row.words,
      of: { severity: row.severity, signals: row.signals },
    }),
  );
}
