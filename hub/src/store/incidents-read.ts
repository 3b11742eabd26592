import { EvidencePicture, Incident, type IncidentQuery, Severity } from '@invigil/contract';
import { signalOf } from './signals.js';
import type { Db, IncidentRow } from './schema.js';

type PlacedRow = IncidentRow & { room: string; seat: string };

/** Incidents that overlap a time, newest first. */
export async function findIncidents(db: Db, centre: string, query: IncidentQuery): Promise<Incident[]> {
  let rows = placed(db, centre);
  if (query.room !== undefined) rows = rows.where('seat.room', '=', query.room);
  if (query.seat !== undefined) rows = rows.where('seat.seat', '=', query.seat);
  if (query.to !== undefined) rows = rows.where('incident.started_at', '<=', query.to);
  const { from } = query;
  if (from !== undefined) {
    rows = rows.where((eb) =>
      eb.or([eb('incident.ended_at', 'is', null), eb('incident.ended_at', '>=', from)]),
    );
  }
  return whole(db, await rows.orderBy('incident.started_at', 'desc').limit(query.limit).execute());
}

/** Incidents of one seat by their ids. */
export async function incidentsById(db: Db, seatId: number, ids: readonly string[]): Promise<Incident[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('incident')
    .innerJoin('seat', 'seat.id', 'incident.seat_id')
    .selectAll('incident')
    .select(['seat.room', 'seat.seat'])
    .where('incident.seat_id', '=', seatId)
    .where('incident.id', 'in', ids)
    .execute();
  return whole(db, rows);
}

/** Every incident of a centre that is open or ended after `since`: what a live page begins with. */
export async function recentIncidents(db: Db, centre: string, since: number): Promise<Incident[]> {
  const rows = await placed(db, centre)
    .where((eb) => eb.or([eb('incident.ended_at', 'is', null), eb('incident.ended_at', '>=', since)]))
    .orderBy('incident.started_at')
    .execute();
  return whole(db, rows);
}

function placed(db: Db, centre: string) {
  return db
    .selectFrom('incident')
    .innerJoin('seat', 'seat.id', 'incident.seat_id')
    .selectAll('incident')
    .select(['seat.room', 'seat.seat'])
    .where('seat.centre', '=', centre);
}

async function whole(db: Db, rows: readonly PlacedRow[]): Promise<Incident[]> {
  const incidents: Incident[] = [];
  for (const row of rows) incidents.push(await wholeOne(db, row));
  return incidents;
}

async function wholeOne(db: Db, row: PlacedRow): Promise<Incident> {
  const signals = await db
    .selectFrom('signal')
    .selectAll()
    .where('seat_id', '=', row.seat_id)
    .where('incident_id', '=', row.id)
    .orderBy('opened_at')
    .orderBy('started_at')
    .execute();
  const pictures = await db
    .selectFrom('evidence')
    .innerJoin('signal', (join) =>
      join.onRef('signal.id', '=', 'evidence.signal_id').onRef('signal.seat_id', '=', 'evidence.seat_id'),
    )
    .selectAll('evidence')
    .where('evidence.seat_id', '=', row.seat_id)
    .where('signal.incident_id', '=', row.id)
    .orderBy('evidence.taken_at')
    .execute();
  return {
    id: row.id,
    room: row.room,
    seat: row.seat,
    class: Incident.shape.class.parse(row.class),
    severity: Severity.parse(row.severity),
    startedAt: row.started_at,
    endedAt: row.ended_at,
    // The contract bounds both; of an incident that long the newest part is shown, the record keeps all.
    signals: signals.slice(-500).map((signal) => signalOf(signal).signal),
    evidence: pictures.slice(-1000).map((picture) => ({
      ...EvidencePicture.parse({ sha256: picture.sha256, takenAt: picture.taken_at, role: picture.role }),
      signalId: picture.signal_id,
    })),
    hist: row.hist === 1,
  };
}
