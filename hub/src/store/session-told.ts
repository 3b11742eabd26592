import { type AuditVerb, EventBody, ReportedLook, type StoredTrack } from '@invigil/contract';
import { sql } from 'kysely';
import { bootsOfSession } from './erasure-facts.js';
import type { Db } from './schema.js';
import { trackOf } from './tracks.js';

/** Events that are read at a time. */
const PAGE = 1000;

/** By what somebody looks at a seat or takes along what is kept of it. */
const LOOK_VERBS = [
  'seat-viewed',
  'preview-opened',
  'evidence-opened',
  'record-read',
  'replay-run',
  'session-exported',
  'bundle-exported',
] as const satisfies readonly AuditVerb[];
export type LookVerb = (typeof LOOK_VERBS)[number];

/** An event as a candidate gets it. */
export type ToldEvent = { boot: string; seq: number; at: number; body: EventBody };

/** Everything that a seat told in a session, as {@link keptSession} names it, boot by boot in the order of `seq`. */
export async function* eventsOfSession(db: Db, seatId: number, session: string): AsyncGenerator<ToldEvent> {
  for (const { boot, id, session: named } of await bootsOfSession(db, seatId, session)) {
    for (let after = 0; ;) {
      const rows = await db
        .selectFrom('event')
        .select(['seq', 'at', 'body'])
        .where('seat_id', '=', seatId)
        .where('boot_id', '=', id)
        .where('session', 'is not distinct from', named)
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(PAGE)
        .execute();
      for (const { at, body, seq } of rows) yield { boot, seq, at, body: EventBody.parse(JSON.parse(body)) };
      if (rows.length < PAGE) break;
      after = rows.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER;
    }
  }
}

/** How many events are stored of a session, which has these boots. */
export async function eventsIn(
  db: Db,
  seatId: number,
  boots: Awaited<ReturnType<typeof bootsOfSession>>,
): Promise<number> {
  let events = 0;
  for (const { id, session } of boots) {
    const { n } = await db
      .selectFrom('event')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('seat_id', '=', seatId)
      .where('boot_id', '=', id)
      .where('session', 'is not distinct from', session)
      .executeTakeFirstOrThrow();
    events += n;
  }
  return events;
}

/** Hashes of the pictures that are kept of a session. */
export async function picturesOfSession(db: Db, seatId: number, session: string): Promise<string[]> {
  const rows = await db
    .selectFrom('picture')
    .select('sha256')
    .where('seat_id', '=', seatId)
    .where('session', '=', session)
    .orderBy('received_at')
    .execute();
  return rows.map(({ sha256 }) => sha256);
}

/** What is known of the tracks of a session. @param boots those that told of it: the track of one is that of every session that it told of */
export async function tracksOfSession(
  db: Db,
  seatId: number,
  session: string,
  boots: readonly string[] = [],
): Promise<StoredTrack[]> {
  const rows = await db
    .selectFrom('track')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where((eb) =>
      eb.or([
        eb(sql<string>`coalesce(session, '~' || boot)`, '=', session),
        ...(boots.length === 0 ? [] : [eb('boot', 'in', boots)]),
      ]),
    )
    .orderBy('from_at')
    .execute();
  return rows.map(trackOf);
}

/** Looks at a seat, or at some pictures, since a time, oldest first. */
export async function looksAt(
  db: Db,
  { room, seat, pictures }: { room: string; seat: string; pictures: ReadonlySet<string> },
  since: number,
): Promise<ReportedLook[]> {
  const rows = await db
    .selectFrom('audit')
    .select(['at', 'actor', 'role', 'verb', 'subject'])
    .where('at', '>=', since)
    .where('verb', 'in', LOOK_VERBS)
    .orderBy('n')
    .execute();
  return rows
    .filter(
      ({ subject }) =>
        subject.startsWith(`${room}/${seat} `) ||
        subject.startsWith(`${room}/${seat}/`) ||
        subject === `${room}/${seat}` ||
        pictures.has(subject.slice(0, 64)),
    )
    .map((row) => ReportedLook.parse(row));
}
