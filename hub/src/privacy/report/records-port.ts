import {
  type CompletenessCertificate,
  type IncidentListQuery,
  type SeatPolicy,
  type SessionListQuery,
  type SessionPage,
  type SessionQuery,
  type SessionReport,
  seatKey,
} from '@invigil/contract';
import type { Clock } from '../../lib/clock.js';
import type { Log } from '../../lib/log.js';
import { ENGLISH, type Reader } from '../../lib/reader.js';
import type { ReceiptSigner } from '../../lib/receipt-signer.js';
import { incidentsWithin } from '../../store/incidents-read.js';
import { judgementsOf } from '../../store/judgements-read.js';
import type { Pictures } from '../../store/pictures.js';
import { seatsAsked } from '../../store/seats-asked.js';
import { type SessionListDeps, sessionLines, sessionPage } from '../../store/session-list.js';
import type { RoomPlan } from '../../lib/room-plan.js';
import type { Db } from '../../store/schema.js';
import { type Retention, classesOf } from '../retention-list.js';
import { bundleOf } from './bundle.js';
import { incidentTable, sessionTable } from './list-tables.js';
import { reportPage } from './report-page.js';
import { speechFor } from './report-speech.js';
import type { RecordReader } from './record-reader.js';
import { Verdicts } from './verdicts.js';
import type { SessionPlace } from './session-report.js';

type Rooms = readonly string[] | null;

/** Where what people read of the sessions that are kept comes from. */
export type RecordsDeps = {
  db: Db;
  plan: RoomPlan;
  /** Numbers of the seats by `room/seat`. */
  seatIds: ReadonlyMap<string, number>;
  retention: Retention;
  pictures: Pick<Pictures, 'read'>;
  signer: ReceiptSigner;
  clock: Clock;
  /** Of the hub. */
  version: string;
  reader: RecordReader;
  log: Log;
};

/** What people read of the sessions that are kept. Throws a HubError `busy` where too much is asked for at once. */
export function recordsPort(deps: RecordsDeps) {
  const { clock, db, pictures, plan, reader, retention, seatIds, version } = deps;
  const verdicts = new Verdicts(deps);
  const list: SessionListDeps = {
    db,
    centre: plan.centre,
    seatIds,
    verdict: (place, now) => verdicts.of(place, now),
    dueAt: (kept) => {
      const due = classesOf(retention, kept).map((one) => one.dueAt);
      return due.length === 0 ? null : Math.min(...due);
    },
  };
  const report = async (
    place: SessionPlace,
    withLooks: boolean,
    { language }: Reader = ENGLISH,
  ): Promise<SessionReport | undefined> => {
    const { room, seat, session } = place;
    const seatId = seatIds.get(seatKey(place));
    if (seatId === undefined) return undefined;
    const planned = plan.seats.get(seatKey(place));
    return reader.report({
      room,
      seat,
      session,
      seatId,
      centre: plan.centre,
      roomName: plan.rooms.find((one) => one.room === room)?.name ?? null,
      label: planned?.label ?? null,
      wanted: planned && { policy: planned.policy, policyHash: planned.policyHash },
      retention,
      version,
      withLooks,
      language,
      now: clock.now(),
    });
  };
  return {
    sessions: (query: SessionQuery, rooms: Rooms): Promise<SessionPage> =>
      sessionPage(list, query, rooms, clock.now()),
    sessionTable: (query: SessionListQuery, rooms: Rooms): AsyncGenerator<string> =>
      sessionTable(sessionLines(list, query, rooms, clock.now())),
    incidentTable: (query: IncidentListQuery, rooms: Rooms, reader: Reader): AsyncGenerator<string> =>
      incidentTable(incidentsOf(deps, query, rooms), reader.language),
    report,
    /** Undefined: there is no such seat, or it told nothing of that session. */
    certificate: async (
      place: { room: string; seat: string },
      session: string,
    ): Promise<CompletenessCertificate | undefined> => {
      const seatId = seatIds.get(seatKey(place));
      const { room, seat } = place;
      const asked = { centre: plan.centre, room, seat, session, now: clock.now() };
      return seatId === undefined ? undefined : reader.certificate({ ...asked, seatId });
    },
    page: async (
      place: SessionPlace,
      withLooks: boolean,
      reader: Reader,
    ): Promise<AsyncGenerator<string> | undefined> => {
      const written = await report(place, withLooks, reader);
      return written && reportPage(written, speechFor(reader), (sha256) => inPage(pictures, sha256));
    },
    bundle: async (
      place: SessionPlace,
      withLooks: boolean,
      reader: Reader,
    ): Promise<AsyncGenerator<Uint8Array> | undefined> => {
      const written = await report(place, withLooks, reader);
      return written && bundleOf(deps, written, speechFor(reader));
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
async function* incidentsOf({ db, seatIds }: RecordsDeps, query: IncidentListQuery, rooms: Rooms) {
  const { from = 0, room: asked, to = Number.MAX_SAFE_INTEGER } = query;
  for (const { seatId } of seatsAsked(seatIds, asked, rooms)) {
    for (const incident of await incidentsWithin(db, seatId, from, to))
      yield { incident, judgements: await judgementsOf(db, seatId, incident.id) };
  }
}
