import type { IncidentBefore } from '@invigil/contract';
import { sql } from 'kysely';
import type { SignalGroup } from '../incidents/merge-signals.js';
import type { Db } from './schema.js';

/** Written out: SQLite takes the index of alerts for a constant only. */
const ALERT = sql.lit('alert');

/** Raises the incidents of a seat in which a risk that was shown between two times was on alert. Returns what they were. */
export async function raiseToAlert(
  db: Db,
  seatId: number,
  from: number,
  to: number,
): Promise<Map<string, IncidentBefore>> {
  const raised = await db
    .updateTable('incident')
    .set({ severity: 'alert' })
    .where('seat_id', '=', seatId)
    .where('class', '=', 'conduct')
    .where('severity', '=', 'watch')
    .where('started_at', '<=', to)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', from)]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('shown_risk')
          .select('shown_risk.at')
          .where('shown_risk.seat_id', '=', seatId)
          .where('shown_risk.level', '=', ALERT)
          // Those of before have raised theirs: only what is new has to be looked through.
          .where('shown_risk.at', '>=', from)
          .where('shown_risk.at', '<=', to)
          .whereRef('shown_risk.at', '>=', 'incident.started_at')
          .where((inner) =>
            inner.or([
              inner('incident.ended_at', 'is', null),
              inner('shown_risk.at', '<=', inner.ref('incident.ended_at')),
            ]),
          ),
      ),
    )
    .returning(['id', 'started_at as startedAt', 'ended_at as endedAt'])
    .execute();
  return new Map(raised.map(({ endedAt, id, startedAt }) => [id, { severity: 'watch', startedAt, endedAt }]));
}

/** Whether the risk of a seat was on alert while a group lasted: a query on the index of alerts. */
export async function alertWithin(db: Db, seatId: number, group: SignalGroup): Promise<boolean> {
  let query = db
    .selectFrom('shown_risk')
    .select('at')
    .where('seat_id', '=', seatId)
    .where('level', '=', ALERT)
    .where('at', '>=', group.startedAt)
    .limit(1);
  if (group.endedAt !== null) query = query.where('at', '<=', group.endedAt);
  return (await query.executeTakeFirst()) !== undefined;
}
