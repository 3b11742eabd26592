import type { Signal } from '@invigil/contract';
import { type KeptSignal, type SignalGroup, mergeSignals, severityOf } from '../incidents/merge-signals.js';
import { signalOf } from './signals.js';
import type { Db } from './schema.js';

/** Ids of incidents that a change wrote, and of those that are part of another one now. */
export type Regrouped = { written: string[]; removed: string[] };

/** Puts a signal that is new or has changed into the incident that it belongs to. */
export async function regroup(db: Db, seatId: number, signalId: string, gapMs: number): Promise<Regrouped> {
  const changed = await db
    .selectFrom('signal')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where('id', '=', signalId)
    .executeTakeFirst();
  if (changed === undefined) return { written: [], removed: [] };
  const { signal } = signalOf(changed);
  const near = await incidentsNear(db, seatId, changed.class, signal, gapMs);
  const before = [...new Set(changed.incident_id === null ? near : [...near, changed.incident_id])];
  const groups = mergeSignals(await signalsOf(db, seatId, before, signalId), gapMs);
  for (const group of groups) await writeGroup(db, seatId, group);
  const written = groups.map((group) => group.id);
  const removed = before.filter((id) => !written.includes(id));
  if (removed.length > 0) {
    await db.deleteFrom('incident').where('seat_id', '=', seatId).where('id', 'in', removed).execute();
  }
  return { written, removed };
}

/** Raises the incidents of a seat in which a stored risk between two times was on alert. Returns their ids. */
export async function raiseToAlert(db: Db, seatId: number, from: number, to: number): Promise<string[]> {
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
          .selectFrom('event')
          .select('event.at')
          .where('event.seat_id', '=', seatId)
          .where('event.level', '=', 'alert')
          .whereRef('event.at', '>=', 'incident.started_at')
          .where((inner) =>
            inner.or([
              inner('incident.ended_at', 'is', null),
              inner('event.at', '<=', inner.ref('incident.ended_at')),
            ]),
          ),
      ),
    )
    .returning('id')
    .execute();
  return raised.map((row) => row.id);
}

async function incidentsNear(
  db: Db,
  seatId: number,
  incidentClass: string,
  signal: Signal,
  gapMs: number,
): Promise<string[]> {
  let query = db
    .selectFrom('incident')
    .select('id')
    .where('seat_id', '=', seatId)
    .where('class', '=', incidentClass)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', signal.startedAt - gapMs)]));
  if (signal.endedAt !== null) query = query.where('started_at', '<=', signal.endedAt + gapMs);
  return (await query.execute()).map((row) => row.id);
}

async function signalsOf(
  db: Db,
  seatId: number,
  incidents: readonly string[],
  signalId: string,
): Promise<KeptSignal[]> {
  const rows = await db
    .selectFrom('signal')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where((eb) =>
      incidents.length === 0
        ? eb('id', '=', signalId)
        : eb.or([eb('id', '=', signalId), eb('incident_id', 'in', incidents)]),
    )
    .execute();
  return rows.map(signalOf);
}

async function writeGroup(db: Db, seatId: number, group: SignalGroup): Promise<void> {
  const severity = severityOf(group, await alertWithin(db, seatId, group));
  const values = {
    class: group.class,
    severity,
    started_at: group.startedAt,
    ended_at: group.endedAt,
    hist: group.hist ? 1 : 0,
  };
  await db
    .insertInto('incident')
    .values({ seat_id: seatId, id: group.id, ...values })
    .onConflict((conflict) => conflict.columns(['seat_id', 'id']).doUpdateSet(values))
    .execute();
  const members = group.signals.map((signal) => signal.id);
  await db
    .updateTable('signal')
    .set({ incident_id: group.id })
    .where('seat_id', '=', seatId)
    .where('id', 'in', members)
    .execute();
}

/** Whether the risk of a seat was on alert while a group lasted: a query on the index of alerts. */
async function alertWithin(db: Db, seatId: number, group: SignalGroup): Promise<boolean> {
  let query = db
    .selectFrom('event')
    .select('at')
    .where('seat_id', '=', seatId)
    .where('level', '=', 'alert')
    .where('at', '>=', group.startedAt)
    .limit(1);
  if (group.endedAt !== null) query = query.where('at', '<=', group.endedAt);
  return (await query.executeTakeFirst()) !== undefined;
}
