import type { IncidentBefore } from '@invigil/contract';
import { raiseToAlert } from '../store/alerts.js';
import { incidentsById } from '../store/incidents-read.js';
import { incidentsBefore, type Regrouped, regroup, regroupIncident } from '../store/incidents-of-seat.js';
import type { Db } from '../store/schema.js';
import { signalsById } from '../store/signals.js';
import type { SeatChanges } from './group-changes.js';
import type { AfterCommit, IngestContext } from './ingest-context.js';

/** Brings the incidents of a seat in step with what changed there, and gives what the pages must hear. */
export async function followSignals(
  db: Db,
  context: IngestContext,
  { alerts, dropped, lowered, seat, signals, touched }: SeatChanges,
): Promise<AfterCommit[]> {
  if (signals.size + dropped.size + touched.size + lowered.size + alerts.length === 0) return [];
  const id = context.seatId(seat);
  const { incidentGapMs } = seat.policy;
  const changed = new ChangedIncidents();
  changed.add(await incidentsBefore(db, id, [...touched]));
  if (alerts.length > 0) changed.add(await raiseToAlert(db, id, Math.min(...alerts), Math.max(...alerts)));
  for (const incident of new Set(dropped.values())) {
    if (incident !== null) changed.take(await regroupIncident(db, id, incident, incidentGapMs));
  }
  for (const signalId of signals.keys()) changed.take(await regroup(db, id, signalId, incidentGapMs));
  const room = context.room(seat);
  if (!context.weigh.has(room)) context.weigh.set(room, 'decisions');
  const incidents = await incidentsById(db, id, [...changed.written.keys()]);
  const kept = await signalsById(db, id, [...new Set([...signals.keys(), ...lowered])]);
  return [
    () => {
      const { board, feed } = context;
      for (const { signal } of kept) {
        board.signal(seat.key, signal);
        // What the seat told itself came to the pages with its events.
        if (signal.source === 'room' || signal.source === 'hub') feed.signal(seat, signal);
      }
      for (const gone of dropped.keys()) board.forgetSignal(seat.key, gone);
      for (const incident of incidents) {
        board.incident(incident);
        feed.incident(incident, changed.written.get(incident.id) ?? null);
      }
      for (const [gone, into] of changed.removed) {
        if (board.removeIncident({ ...seat, id: gone })) feed.incidentRemoved(seat, gone, into);
      }
      feed.seat(seat.key);
    },
  ];
}

/** What several changes after each other did to the incidents of a seat. */
class ChangedIncidents {
  /** With what each was before all of it; null: it is new. */
  readonly written = new Map<string, IncidentBefore | null>();
  readonly removed = new Map<string, string | undefined>();
  readonly #before = new Map<string, IncidentBefore | null>();

  add(changed: ReadonlyMap<string, IncidentBefore | null>): void {
    for (const [id, before] of changed) {
      if (!this.#before.has(id)) this.#before.set(id, before);
      this.written.set(id, this.#before.get(id) ?? null);
      this.removed.delete(id);
    }
  }

  take({ removed, written }: Regrouped): void {
    this.add(written);
    for (const [id, into] of removed) {
      this.written.delete(id);
      this.removed.set(id, into);
    }
  }
}
