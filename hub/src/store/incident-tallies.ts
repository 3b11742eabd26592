import { Severity } from '@invigil/contract';
import { judgedOf } from '../incidents/judging.js';
import { inOrder } from './judgements-read.js';
import type { Db } from './schema.js';

/** An incident of a candidate's conduct, as a list counts it. */
export type IncidentTally = { from: number; to: number | null; open: boolean };

/** Every incident of a seat that is no matter of coverage, and whether it waits for somebody. Three queries, however many there are. */
export async function incidentTallies(db: Db, seatId: number): Promise<IncidentTally[]> {
  const incidents = await db
    .selectFrom('incident')
    .select(['id', 'severity', 'started_at as from', 'ended_at as to'])
    .where('seat_id', '=', seatId)
    .where('class', '=', 'conduct')
    .execute();
  const counts = await db
    .selectFrom('signal')
    .select(['incident_id', (eb) => eb.fn.countAll<number>().as('n')])
    .where('seat_id', '=', seatId)
    .groupBy('incident_id')
    .execute();
  const signals = new Map(counts.map(({ incident_id: id, n }) => [id, n]));
  const judged = await db
    .selectFrom('judgement')
    .innerJoin('signal', (join) =>
      join.onRef('signal.seat_id', '=', 'judgement.seat_id').onRef('signal.id', '=', 'judgement.incident_id'),
    )
    .selectAll('judgement')
    .select('signal.incident_id as now_of')
    .where('judgement.seat_id', '=', seatId)
    .execute();
  return incidents.map(({ from, id, severity, to }) => {
    const now = { severity: Severity.parse(severity), signals: signals.get(id) ?? 0 };
    const state = judgedOf(inOrder(judged.filter((row) => row.now_of === id)), now)?.state;
    return { from, to, open: state === undefined || state === 'reopened' || state === 'to-confirm' };
  });
}
