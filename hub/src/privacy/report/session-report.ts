import {
  Birth,
  Challenge,
  type SpokenLanguage,
  type Policy,
  type ReportedIncident,
  type ReportedPolicy,
  type SessionReport,
} from '@invigil/contract';
import { certificateOf } from '../../store/certificate-of.js';
import { checkInOf } from '../../store/check-in-of.js';
import { editingOf } from '../../store/editing-of.js';
import { bootsOfSession, recordNow } from '../../store/erasure-facts.js';
import { holdOf } from '../../store/holds.js';
import { incidentsWithin } from '../../store/incidents-read.js';
import { judgementsOf } from '../../store/judgements-read.js';
import { type KeptOfSession, keptSessions } from '../../store/kept-sessions.js';
import { keptPictures } from '../../store/picture-rooms.js';
import { policyTexts } from '../../store/policy-texts.js';
import type { Db } from '../../store/schema.js';
import { eventsIn, looksAt, tracksOfSession } from '../../store/session-told.js';
import { talkOfSession } from '../../store/talk-read.js';
import { type Retention, classesOf } from '../retention-list.js';

export type SessionPlace = { room: string; seat: string; session: string };

/** Of which session a report is asked for, and what is said in it that the store does not know. */
export type ReportAsked = SessionPlace & {
  centre: string;
  seatId: number;
  /** Names for people; null of a room or a seat that the centre has no more. */
  roomName: string | null;
  label: string | null;
  /** What the hub wants at the seat now. */
  wanted: { policy: Policy; policyHash: string } | undefined;
  retention: Retention;
  /** Of the hub. */
  version: string;
  /** Whether whoever asks may read the audit log. */
  withLooks: boolean;
  /** Of the page that is made of it. */
  language: SpokenLanguage;
  now: number;
};

/** All that is known of one session of a seat, as it is at one moment. Undefined: nothing of it is kept. */
export async function sessionReport(db: Db, asked: ReportAsked): Promise<SessionReport | undefined> {
  const { now, seatId, session } = asked;
  // In one transaction, so that what comes meanwhile does not make its parts disagree.
  return db.transaction().execute(async (tx) => {
    const kept = (await keptSessions(tx, seatId, now)).get(session);
    return kept && write(tx, asked, kept);
  });
}

async function write(
  db: Db,
  {
    centre,
    label,
    language,
    now,
    retention,
    room,
    roomName,
    seat,
    seatId,
    session,
    version,
    wanted,
    withLooks,
  }: ReportAsked,
  kept: KeptOfSession,
): Promise<SessionReport> {
  const { from, heardAt, open, present, to } = kept;
  const address = { centre, room, seat };
  const incidents: ReportedIncident[] = [];
  for (const { heldBack: _held, rank: _rank, ...one } of await incidentsWithin(db, seatId, from, to))
    incidents.push({ ...one, judgements: await judgementsOf(db, seatId, one.id) });
  const named = incidents.flatMap(({ evidence }) => evidence.map(({ sha256 }) => sha256));
  const there = await keptPictures(db, seatId, named);
  const boots = await bootsOfSession(db, seatId, session);
  return {
    v: 1,
    language,
    issuedAt: now,
    hub: version,
    ...address,
    roomName,
    label,
    session,
    from,
    to,
    running: present,
    events: await eventsIn(db, seatId, boots),
    certificate: session.startsWith('~')
      ? null
      : ((await certificateOf(db, { ...address, seatId }, session, now)) ?? null),
    heads: (await recordNow(db, { seatId, session, record: false }, now)).heads,
    incidents,
    pictures: [...new Set(named)].map((sha256) => ({ sha256, kept: there.has(sha256) })),
    ...(await workedUnder(
      db,
      seatId,
      boots.map(({ boot }) => boot),
      wanted,
    )),
    talk: await talkOfSession(db, seatId, session),
    checkIn: await checkInOf(db, seatId, boots),
    editing: await editingOf(db, seatId, boots),
    challenges: await challengesWithin(db, seatId, from, to),
    tracks: await tracksOfSession(
      db,
      seatId,
      session,
      boots.map(({ boot }) => boot),
    ),
    looks: withLooks ? await looksAt(db, { room, seat, pictures: new Set(named) }, from) : null,
    keeping: {
      heardAt,
      open,
      classes: classesOf(retention, kept),
      hold: (await holdOf(db, { seatId, session }, now)) ?? null,
    },
  };
}

/** The policies under which the seat worked and what it was made of, in the order in which it said so. */
async function workedUnder(
  db: Db,
  seatId: number,
  boots: readonly string[],
  planned: ReportAsked['wanted'],
): Promise<Pick<SessionReport, 'policies' | 'versions'>> {
  if (boots.length === 0) return { policies: [], versions: [] };
  const rows = await db
    .selectFrom('born')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where('boot', 'in', boots)
    .orderBy('at')
    .orderBy('policy_hash')
    .execute();
  const hashes = [...new Set(rows.map((row) => row.policy_hash))];
  const texts = await policyTexts(db, hashes);
  const policies = hashes.map((hash): ReportedPolicy => {
    const wanted = planned?.policyHash === hash ? planned.policy : null;
    return { hash, policy: texts.get(hash) ?? wanted };
  });
  const { inference, versions } = Birth.shape;
  return {
    policies,
    versions: rows.map((row) => ({
      boot: row.boot,
      at: row.at,
      policyHash: row.policy_hash,
      versions: row.versions === null ? null : versions.parse(JSON.parse(row.versions)),
      inference: row.inference === null ? null : inference.parse(JSON.parse(row.inference)),
    })),
  };
}

async function challengesWithin(db: Db, seatId: number, from: number, to: number): Promise<Challenge[]> {
  const rows = await db
    .selectFrom('challenge')
    .select('body')
    .where('seat_id', '=', seatId)
    .where('asked_at', '>=', from)
    .where('asked_at', '<=', to)
    .orderBy('asked_at')
    .execute();
  return rows.map(({ body }) => Challenge.parse(JSON.parse(body)));
}
