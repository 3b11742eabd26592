import { canonicalPolicy, type Policy } from '@invigil/contract';
import type { Reader } from '../lib/reader.js';
import type { RoomPlan } from '../lib/room-plan.js';
import { sha256Hex } from '../lib/sha256.js';
import { type ZipEntry, zipOf } from '../lib/zip.js';
import { certificateOf } from '../store/certificate-of.js';
import { findIncidents } from '../store/incidents-read.js';
import { judgementsOf } from '../store/judgements-read.js';
import { keptSessions } from '../store/kept-sessions.js';
import { noticesOf } from '../store/notices.js';
import type { Pictures } from '../store/pictures.js';
import type { Db } from '../store/schema.js';
import {
  type ToldEvent,
  eventsOfSession,
  looksAt,
  picturesOfSession,
  tracksOfSession,
} from '../store/session-told.js';
import { talkOfSession } from '../store/talk-read.js';
import { candidateAt } from '../store/sittings.js';
import { type ExportFacts, exportPage } from './export-page.js';
import { speechFor } from './report/report-speech.js';
import { ownEvent, ownIncident, ownTalk } from './for-the-candidate.js';

export type ExportDeps = {
  db: Db;
  plan: RoomPlan;
  /** Numbers of the seats by `room/seat`. */
  seatIds: ReadonlyMap<string, number>;
  pictures: Pick<Pictures, 'read'>;
  /** Hash of the notice that is in force; undefined: there is none. */
  noticeHash: string | undefined;
};

type Place = { room: string; seat: string; session: string };

/**
 * Everything that is kept of one session of a seat, for the candidate: a ZIP with a page to read, the pictures, and the same as data.
 * Names of staff and other seats are left out. Undefined: nothing of it is kept.
 * @param reader for whom the page is written; the data are the same for everybody
 */
export async function exportSession(
  deps: ExportDeps,
  place: Place,
  now: number,
  reader: Reader,
): Promise<AsyncGenerator<Uint8Array> | undefined> {
  const { db, seatIds } = deps;
  const seatId = seatIds.get(`${place.room}/${place.seat}`);
  const kept = seatId === undefined ? undefined : (await keptSessions(db, seatId, now)).get(place.session);
  if (seatId === undefined || kept === undefined) return undefined;
  return zipOf(entriesOf(deps, { ...place, seatId, from: kept.from, to: kept.to }, now, reader));
}

async function* entriesOf(
  deps: ExportDeps,
  place: Place & { seatId: number; from: number; to: number },
  now: number,
  reader: Reader,
): AsyncGenerator<ZipEntry> {
  const { db, plan } = deps;
  const { from, room, seat, seatId, session, to } = place;
  const events: ToldEvent[] = [];
  for await (const event of eventsOfSession(db, seatId, session))
    events.push({ ...event, body: ownEvent(event.body) });
  const pictures = await picturesIn(deps, seatId, session, events);
  for (const [sha256, name] of pictures) {
    const bytes = await deps.pictures.read(sha256);
    if (bytes === undefined) pictures.delete(sha256);
    else yield { name, bytes, packed: true };
  }
  const found = await findIncidents(db, plan.centre, { room, seat, from, to, limit: 1000 });
  const incidents = [];
  for (const one of found.toReversed())
    incidents.push(ownIncident(one, await judgementsOf(db, seatId, one.id)));
  const address = { centre: plan.centre, room, seat };
  const certificate = await certificateOf(db, { ...address, seatId }, session, now);
  const looks = await looksAt(db, { room, seat, pictures: new Set(pictures.keys()) }, from);
  const facts: ExportFacts = {
    ...address,
    session,
    exportedAt: now,
    candidate: (await candidateAt(db, session, { room, seat })) ?? null,
    events: events.length,
    certificate: certificate ?? null,
    incidents,
    pictures,
    tracks: await tracksOfSession(db, seatId, session),
    notices: await noticesTold(deps, events),
    talk: ownTalk(await talkOfSession(db, seatId, session)),
    looks: looks.map(({ at, role, verb }) => ({ at, role, verb })),
  };
  yield { name: 'index.html', bytes: Buffer.from(exportPage(facts, speechFor(reader))), packed: false };
  const policy = policyOf(plan, `${room}/${seat}`, certificate?.policyHashes ?? []);
  const data = { ...facts, pictures: Object.fromEntries(pictures), policy, events };
  yield { name: 'data.json', bytes: Buffer.from(`${JSON.stringify(data, null, 1)}\n`), packed: false };
}

/** Files in the archive by the hash of the picture: those of the session, and those that its events name. */
async function picturesIn(
  { db }: ExportDeps,
  seatId: number,
  session: string,
  events: readonly ToldEvent[],
): Promise<Map<string, string>> {
  const named = events.flatMap(({ body }) => (body.type === 'evidence' ? body.pictures : []));
  const all = new Set([
    ...named.map(({ sha256 }) => sha256),
    ...(await picturesOfSession(db, seatId, session)),
  ]);
  return new Map([...all].map((sha256, i) => [sha256, `pictures/${String(i + 1).padStart(4, '0')}.jpg`]));
}

async function noticesTold(
  { db, noticeHash }: ExportDeps,
  events: readonly ToldEvent[],
): Promise<ExportFacts['notices']> {
  const shown = events.flatMap(({ at, body }) => (body.type === 'notice-shown' ? [{ ...body, at }] : []));
  if (shown.length > 0) {
    const notices = await noticesOf(db, [...new Set(shown.map(({ hash }) => hash))]);
    return shown.flatMap(({ at, hash, language }) => {
      const notice = notices.find((one) => one.hash === hash);
      return notice === undefined ? [] : [{ notice, language, shownAt: at }];
    });
  }
  const present = noticeHash === undefined ? [] : await noticesOf(db, [noticeHash]);
  return present.map((notice) => ({ notice, language: null, shownAt: null }));
}

/** The policies of the session by their hash; the text of that one which the hub still wants at this seat. */
function policyOf(
  plan: RoomPlan,
  key: string,
  hashes: readonly string[],
): { hashes: readonly string[]; text: Policy | null } {
  const wanted = plan.seats.get(key)?.policy;
  const isSame = wanted !== undefined && hashes.includes(sha256Hex(canonicalPolicy(wanted)));
  return { hashes, text: isSame ? wanted : null };
}
