import { IncidentBefore, type Signal } from '@invigil/contract';
import {
  type KeptSignal,
  type SignalGroup,
  mergeSignals,
  reachOf,
  severityOf,
} from '../incidents/merge-signals.js';
import { alertWithin } from './alerts.js';
import { signalOf } from './signals.js';
import type { Db, SignalRow } from './schema.js';

/** Incidents that a change wrote, with what they were before, and those that are no more. */
export type Regrouped = {
  /** By id; null: it is new. */
  written: Map<string, IncidentBefore | null>;
  /** By id; the incident that it became part of, where it did. */
  removed: Map<string, string | undefined>;
};

/** Puts a signal that is new or has changed into the incident that it belongs to. */
export async function regroup(db: Db, seatId: number, signalId: string, gapMs: number): Promise<Regrouped> {
  const changed = await signalRow(db, seatId, signalId);
  if (changed === undefined) return { written: new Map(), removed: new Map() };
  const { signal } = signalOf(changed);
  // What is only noted is nothing to look at.
  if (signal.noted) return { written: new Map(), removed: new Map() };
  const before = await incidentsNear(db, seatId, changed, signal, gapMs);
  const ids = before.map(({ id }) => id);
  const groups = mergeSignals(await signalsOf(db, seatId, ids, signalId), gapMs);
  for (const group of groups) await writeGroup(db, seatId, group, before);
  return settled(db, seatId, before, groups);
}

/** Groups an incident anew that a signal has left: it may fall apart by that, or be no more. */
export async function regroupIncident(
  db: Db,
  seatId: number,
  incidentId: string,
  gapMs: number,
): Promise<Regrouped> {
  const before = await incidentRows(db, seatId).where('id', '=', incidentId).execute();
  const groups = mergeSignals(await signalsOf(db, seatId, [incidentId], incidentId), gapMs);
  for (const group of groups) await writeGroup(db, seatId, group, before);
  return settled(db, seatId, before, groups);
}

async function settled(
  db: Db,
  seatId: number,
  before: readonly BeforeRow[],
  groups: readonly SignalGroup[],
): Promise<Regrouped> {
  const written = new Map(groups.map(({ id }) => [id, beforeOf(before.find((row) => row.id === id))]));
  const removed = before.map(({ id }) => id).filter((id) => !written.has(id));
  if (removed.length > 0) {
    await db.deleteFrom('incident').where('seat_id', '=', seatId).where('id', 'in', removed).execute();
  }
  return { written, removed: new Map(removed.map((id) => [id, groups.find(has(id))?.id])) };
}

function has(signalId: string) {
  return (group: SignalGroup): boolean => group.signals.some(({ id }) => id === signalId);
}

/** What some incidents of a seat are, before anything changes them. */
export async function incidentsBefore(
  db: Db,
  seatId: number,
  ids: readonly string[],
): Promise<Map<string, IncidentBefore>> {
  if (ids.length === 0) return new Map();
  const rows = await incidentRows(db, seatId).where('id', 'in', ids).execute();
  return new Map(
    rows.flatMap((row) => {
      const before = beforeOf(row);
      return before === null ? [] : [[row.id, before]];
    }),
  );
}

type BeforeRow = { id: string; severity: string; startedAt: number; endedAt: number | null };

function incidentRows(db: Db, seatId: number) {
  return db
    .selectFrom('incident')
    .select(['id', 'severity', 'started_at as startedAt', 'ended_at as endedAt'])
    .where('seat_id', '=', seatId);
}

function beforeOf(row: BeforeRow | undefined): IncidentBefore | null {
  return row === undefined ? null : IncidentBefore.parse(row);
}

async function signalRow(db: Db, seatId: number, id: string): Promise<SignalRow | undefined> {
  return db
    .selectFrom('signal')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The incidents that a signal may belong to, the one that it has been part of among them. */
async function incidentsNear(
  db: Db,
  seatId: number,
  row: Pick<SignalRow, 'class' | 'incident_id'>,
  signal: Signal,
  gapMs: number,
): Promise<BeforeRow[]> {
  const query = incidentRows(db, seatId).where('class', '=', row.class);
  return query
    .where((eb) => {
      const near = eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', signal.startedAt - gapMs)]);
      const reach = reachOf(signal);
      const follows = reach === null ? near : near.and(eb('started_at', '<=', reach + gapMs));
      return row.incident_id === null ? follows : eb.or([follows, eb('id', '=', row.incident_id)]);
    })
    .execute();
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

async function writeGroup(
  db: Db,
  seatId: number,
  group: SignalGroup,
  before: readonly BeforeRow[],
): Promise<void> {
  const wasAlert = before.some(({ id, severity }) => severity === 'alert' && has(id)(group));
  const severity = severityOf(group, wasAlert || (await alertWithin(db, seatId, group)));
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
