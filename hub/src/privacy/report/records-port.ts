import type {
  IncidentListQuery,
  SeatPolicy,
  SessionListQuery,
  SessionPage,
  SessionQuery,
  SessionReport,
} from '@invigil/contract';
import type { Clock } from '../../lib/clock.js';
import type { ReceiptSigner } from '../../lib/receipt-signer.js';
import { incidentsWithin } from '../../store/incidents-read.js';
import { judgementsOf } from '../../store/judgements-read.js';
import type { Pictures } from '../../store/pictures.js';
import { seatsAsked } from '../../store/seats-asked.js';
import { type SessionListDeps, sessionLines, sessionPage } from '../../store/session-list.js';
import { classesOf } from '../retention-list.js';
import { bundleOf } from './bundle.js';
import { incidentTable, sessionTable } from './list-tables.js';
import { reportPage } from './report-page.js';
import { type ReportDeps, type SessionPlace, sessionReport } from './session-report.js';

type Rooms = readonly string[] | null;

/** What people read of the sessions that are kept. */
export function recordsPort(
  deps: ReportDeps & { pictures: Pick<Pictures, 'read'>; signer: ReceiptSigner; clock: Clock },
) {
  const { clock, db, pictures, plan, retention, seatIds } = deps;
  const list: SessionListDeps = {
    db,
    centre: plan.centre,
    seatIds,
    dueAt: (kept) => {
      const due = classesOf(retention, kept).map((one) => one.dueAt);
      return due.length === 0 ? null : Math.min(...due);
    },
  };
  const report = (place: SessionPlace, withLooks: boolean): Promise<SessionReport | undefined> =>
    sessionReport(deps, place, { withLooks, now: clock.now() });
  return {
    sessions: (query: SessionQuery, rooms: Rooms): Promise<SessionPage> =>
      sessionPage(list, query, rooms, clock.now()),
    sessionTable: (query: SessionListQuery, rooms: Rooms): AsyncGenerator<string> =>
      sessionTable(sessionLines(list, query, rooms, clock.now())),
    incidentTable: (query: IncidentListQuery, rooms: Rooms): AsyncGenerator<string> =>
      incidentTable(incidentsOf(deps, query, rooms)),
    report,
    page: async (place: SessionPlace, withLooks: boolean): Promise<AsyncGenerator<string> | undefined> => {
      const written = await report(place, withLooks);
      return written && reportPage(written, (sha256) => inPage(pictures, sha256));
    },
    bundle: async (
      place: SessionPlace,
      withLooks: boolean,
    ): Promise<AsyncGenerator<Uint8Array> | undefined> => {
      const written = await report(place, withLooks);
      return written && bundleOf(deps, written);
    },
    seatPolicy: (key: string): SeatPolicy | undefined => {
      const seat = plan.seats.get(key);
      return seat && { hash: seat.policyHash, policy: seat.policy };
    },
  };
}

/** A picture within the page itself. */
async function inPage(pictures: Pick<Pictures, 'read'>, sha256: string): Promise<string | undefined> {
  const jpeg = await pictures.read(sha256);
  return jpeg && `data:image/jpeg;base64,${jpeg.toString('base64')}`;
}

/** Every incident that overlaps a time, seat by seat, so that not all of them are in memory. */
async function* incidentsOf({ db, seatIds }: ReportDeps, query: IncidentListQuery, rooms: Rooms) {
  const { from = 0, room: asked, to = Number.MAX_SAFE_INTEGER } = query;
  for (const { seatId } of seatsAsked(seatIds, asked, rooms)) {
    for (const incident of await incidentsWithin(db, seatId, from, to))
      yield { incident, judgements: await judgementsOf(db, seatId, incident.id) };
  }
}
