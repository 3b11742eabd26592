import { EvidencePicture, Incident, type IncidentQuery, Severity } from '@invigil/contract';
import { sql } from 'kysely';
import { type WeighedRow, budgetOf } from './budget-read.js';
import { dialectOf } from './dialect.js';
import { signalOf } from './signals.js';
import type { AcknowledgementRow, Db, EvidenceRow, IncidentRow, JudgementRow, SignalRow } from './schema.js';
import { acknowledgedOf } from '../incidents/acknowledging.js';
import { judgedOf } from '../incidents/judging.js';
import { inOrder } from './judgements-read.js';

type PlacedRow = IncidentRow & { room: string; seat: string };

/** Incidents that overlap a time, newest first. `rooms`: of these only; null: of all. */
export async function findIncidents(
  db: Db,
  centre: string,
  query: IncidentQuery,
  rooms: readonly string[] | null = null,
): Promise<Incident[]> {
  if (rooms?.length === 0) return [];
  let rows = placed(db).where('seat.centre', '=', centre);
  if (rooms !== null) rows = rows.where('seat.room', 'in', rooms);
  if (query.room !== undefined) rows = rows.where('seat.room', '=', query.room);
  if (query.seat !== undefined) rows = rows.where('seat.seat', '=', query.seat);
  if (query.to !== undefined) rows = rows.where('incident.started_at', '<=', query.to);
  const { from } = query;
  if (from !== undefined) {
    rows = rows.where((eb) =>
      eb.or([eb('incident.ended_at', 'is', null), eb('incident.ended_at', '>=', from)]),
    );
  }
  if (query.said !== undefined) rows = rows.where(saidOf(db, query.said));
  return whole(db, rows.orderBy('incident.started_at', 'desc').limit(query.limit));
}

/** Every incident of one seat that overlaps a time, oldest first. */
export async function incidentsWithin(db: Db, seatId: number, from: number, to: number): Promise<Incident[]> {
  const rows = placed(db)
    .where('incident.seat_id', '=', seatId)
    .where('incident.started_at', '<=', to)
    .where((eb) => eb.or([eb('incident.ended_at', 'is', null), eb('incident.ended_at', '>=', from)]));
  return whole(db, rows.orderBy('incident.started_at').orderBy('incident.id'));
}

/** Whether somebody said something when they judged an incident. */
function saidOf(db: Db, text: string) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`exists (
    select 1 from judgement join signal
      on signal.seat_id = judgement.seat_id and signal.id = judgement.incident_id
    where signal.seat_id = incident.seat_id and signal.incident_id = incident.id
      and ${dialectOf(db).contains('judgement.words', pattern)})`;
}

/** Incidents of one seat by their ids. */
export async function incidentsById(db: Db, seatId: number, ids: readonly string[]): Promise<Incident[]> {
  if (ids.length === 0) return [];
  return whole(db, placed(db).where('incident.seat_id', '=', seatId).where('incident.id', 'in', ids));
}

/** Every incident of a centre that is open or ended after `since`: what a live page begins with. */
export async function recentIncidents(db: Db, centre: string, since: number): Promise<Incident[]> {
  const rows = placed(db)
    .where('seat.centre', '=', centre)
    .where((eb) => eb.or([eb('incident.ended_at', 'is', null), eb('incident.ended_at', '>=', since)]))
    .orderBy('incident.started_at');
  return whole(db, rows);
}

function placed(db: Db) {
  return db
    .selectFrom('incident')
    .innerJoin('seat', 'seat.id', 'incident.seat_id')
    .selectAll('incident')
    .select(['seat.room', 'seat.seat']);
}

/** Six queries, however many incidents there are. */
async function whole(db: Db, listed: ReturnType<typeof placed>): Promise<Incident[]> {
  const rows = await listed.execute();
  const signals = await db
    .selectFrom('signal')
    .innerJoin(listed.as('listed'), (join) =>
      join.onRef('listed.seat_id', '=', 'signal.seat_id').onRef('listed.id', '=', 'signal.incident_id'),
    )
    .selectAll('signal')
    .orderBy('signal.opened_at')
    .orderBy('signal.started_at')
    .execute();
  const pictures = await db
    .selectFrom('evidence')
    .innerJoin('signal', (join) =>
      join.onRef('signal.seat_id', '=', 'evidence.seat_id').onRef('signal.id', '=', 'evidence.signal_id'),
    )
    .innerJoin(listed.as('listed'), (join) =>
      join.onRef('listed.seat_id', '=', 'signal.seat_id').onRef('listed.id', '=', 'signal.incident_id'),
    )
    .selectAll('evidence')
    .select('listed.id as incident_id')
    .orderBy('evidence.taken_at')
    .execute();
  const weighed = await db
    .selectFrom('budget')
    .innerJoin('signal', (join) =>
      join.onRef('signal.seat_id', '=', 'budget.seat_id').onRef('signal.id', '=', 'budget.incident_id'),
    )
    .innerJoin(listed.as('listed'), (join) =>
      join.onRef('listed.seat_id', '=', 'signal.seat_id').onRef('listed.id', '=', 'signal.incident_id'),
    )
    .selectAll('budget')
    .select(['budget.incident_id as weighed_as', 'listed.id as incident_id'])
    .execute();
  const judged = await db
    .selectFrom('judgement')
    .innerJoin('signal', (join) =>
      join.onRef('signal.seat_id', '=', 'judgement.seat_id').onRef('signal.id', '=', 'judgement.incident_id'),
    )
    .innerJoin(listed.as('listed'), (join) =>
      join.onRef('listed.seat_id', '=', 'signal.seat_id').onRef('listed.id', '=', 'signal.incident_id'),
    )
    .selectAll('judgement')
    .select('listed.id as incident_id')
    .execute();
  const looks = await db
    .selectFrom('acknowledgement')
    .innerJoin('signal', (join) =>
      join
        .onRef('signal.seat_id', '=', 'acknowledgement.seat_id')
        .onRef('signal.id', '=', 'acknowledgement.incident_id'),
    )
    .innerJoin(listed.as('listed'), (join) =>
      join.onRef('listed.seat_id', '=', 'signal.seat_id').onRef('listed.id', '=', 'signal.incident_id'),
    )
    .selectAll('acknowledgement')
    .select('listed.id as incident_id')
    .execute();
  const looksAt = groupByIncident(looks);
  const judgedBy = groupByIncident(judged);
  const signalsOf = groupByIncident(signals);
  const weighedOf = groupByIncident(weighed);
  const picturesOf = groupByIncident(pictures);
  return rows.flatMap((row) => {
    const key = incidentKey(row.seat_id, row.id);
    const mine = signalsOf.get(key);
    // Between two queries it may have become part of another one.
    return mine === undefined
      ? []
      : [
          {
            ...incidentFrom(row, mine, picturesOf.get(key) ?? [], weighedOf.get(key) ?? []),
            ...judgedFrom(row, mine, judgedBy.get(key) ?? [], looksAt.get(key) ?? []),
          },
        ];
  });
}

/** What people made of it, and who looks at it. */
function judgedFrom(
  { severity }: PlacedRow,
  signals: readonly SignalRow[],
  rows: readonly JudgementRow[],
  looks: readonly AcknowledgementRow[],
): Pick<Incident, 'judged' | 'acknowledged'> {
  const now = { severity: Severity.parse(severity), signals: signals.length };
  const judgements = inOrder(rows);
  const judged = judgedOf(judgements, now);
  const acknowledged = acknowledgedOf(
    looks.map(({ at, looker }) => ({ at, by: looker })),
    judgements,
  );
  return { ...(judged && { judged }), ...(acknowledged && { acknowledged }) };
}

function groupByIncident<T extends { seat_id: number; incident_id: string | null }>(
  rows: readonly T[],
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = incidentKey(row.seat_id, row.incident_id);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function incidentKey(seatId: number, id: string | null): string {
  return `${seatId}/${id}`;
}

function incidentFrom(
  row: PlacedRow,
  signals: readonly SignalRow[],
  pictures: readonly EvidenceRow[],
  weighed: readonly WeighedRow[],
): Incident {
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
    ...budgetOf(row.id, weighed),
  };
}
