import { keptSession } from '@invigil/contract';
import { sql } from 'kysely';
import type { Db } from './schema.js';

/** A session that told something within this time, on the hub's clock, is open: ms. */
const OPEN_MS = 86_400_000;

/** What the store holds of one session of a seat. */
export type KeptOfSession = {
  session: string;
  /** By the seat's clock; of files, where there is no event, by the hub's. */
  from: number;
  to: number;
  /** When the last of it came, on the hub's clock. */
  heardAt: number;
  open: boolean;
  /** The seat is in it now. */
  present: boolean;
  pictures: number;
  tracks: number;
  /** Whether there are events. */
  record: boolean;
};

type Span = { session: string; from_at: number; to_at: number; heard_at: number };

/** Every session of a seat of which anything is kept, by its name. Pictures of which the seat did not say the session are in none. */
export async function keptSessions(db: Db, seatId: number, now: number): Promise<Map<string, KeptOfSession>> {
  const kept = new Map<string, KeptOfSession>();
  const at = (session: string, span: Omit<Span, 'session'>): KeptOfSession => {
    const { from_at: from, to_at: to, heard_at: heardAt } = span;
    const known = kept.get(session);
    const none = { pictures: 0, tracks: 0, record: false, open: false, present: false };
    const one = known ?? { session, from, to, heardAt, ...none };
    kept.set(session, one);
    one.heardAt = Math.max(one.heardAt, heardAt);
    return one;
  };
  for (const { session, ...span } of await spansOf(db, seatId)) {
    const one = at(session, span);
    one.record = true;
    one.from = Math.min(one.from, span.from_at);
    one.to = Math.max(one.to, span.to_at);
  }
  // What was said is kept of a session that told nothing too; of one that did it prolongs nothing.
  for (const { session, ...span } of await talkSpans(db, seatId))
    if (!kept.has(session)) at(session, span).record = true;
  for (const { session, n, ...span } of await pictureSpans(db, seatId)) at(session, span).pictures = n;
  for (const { session, n, ...span } of await trackSpans(db, seatId)) at(session, span).tracks += n;
  const seat = await presentOf(db, seatId);
  for (const one of kept.values()) {
    one.present = one.session === seat;
    one.open = one.present || one.heardAt > now - OPEN_MS;
  }
  return kept;
}

/** The session that a seat is in now; undefined where it is not online. */
async function presentOf(db: Db, seatId: number): Promise<string | undefined> {
  const seat = await db
    .selectFrom('seat')
    .select(['state', 'session', 'boot'])
    .where('id', '=', seatId)
    .executeTakeFirstOrThrow();
  return seat.state === 'online' && seat.boot !== null ? keptSession(seat.session, seat.boot) : undefined;
}

type BootSpan = Omit<Span, 'session'> & {
  id: number;
  boot: string;
  first: string | null;
  last: string | null;
  sessions: number;
  only: string | null;
};

/** The sessions of each boot with the times of their events. A boot of one session only is not walked: its ends tell. */
async function spansOf(db: Db, seatId: number): Promise<Span[]> {
  const { rows } = await sql<BootSpan>`
    select boot.id, boot.boot, f.session as first, l.session as last, f.at as from_at, l.at as to_at,
      l.received_at as heard_at, (select count(*) from boot_session where boot_id = boot.id) as sessions,
      (select min(session) from boot_session where boot_id = boot.id) as only
    from boot
    join event as f on f.seat_id = ${seatId} and f.boot_id = boot.id
      and f.seq = (select min(seq) from event where seat_id = ${seatId} and boot_id = boot.id)
    join event as l on l.seat_id = ${seatId} and l.boot_id = boot.id
      and l.seq = (select max(seq) from event where seat_id = ${seatId} and boot_id = boot.id)
    where boot.seat_id = ${seatId}`.execute(db);
  const spans: Span[] = [];
  for (const { boot, first, id, last, only, sessions, ...span } of rows) {
    const isOne = first === last && (sessions === 0 || (sessions === 1 && only === first));
    if (isOne) spans.push({ session: keptSession(first, boot), ...span });
    else spans.push(...(await walk(db, seatId, { id, boot })));
  }
  return spans;
}

async function walk(db: Db, seatId: number, { id, boot }: { id: number; boot: string }): Promise<Span[]> {
  const { rows } = await sql<Omit<Span, 'session'> & { session: string | null }>`
    select session, min(at) as from_at, max(at) as to_at, max(received_at) as heard_at from event
    where seat_id = ${seatId} and boot_id = ${id} group by session`.execute(db);
  return rows.map((row) => ({ ...row, session: keptSession(row.session, boot) }));
}

type Files = Span & { n: number };

async function pictureSpans(db: Db, seatId: number): Promise<Files[]> {
  const { rows } = await sql<Files>`
    select session, count(*) as n, min(received_at) as from_at, max(received_at) as to_at,
      max(received_at) as heard_at
    from picture where seat_id = ${seatId} and session <> '~' group by session`.execute(db);
  return rows;
}

async function talkSpans(db: Db, seatId: number): Promise<Span[]> {
  const { rows } = await sql<Span>`
    select session, min(at) as from_at, max(at) as to_at, max(at) as heard_at from (
      select session, at from note where seat_id = ${seatId}
      union all select session, sent_at from message where seat_id = ${seatId}
      union all select session, raised_at from hand where seat_id = ${seatId}) as said group by session`.execute(
    db,
  );
  return rows;
}

async function trackSpans(db: Db, seatId: number): Promise<Files[]> {
  const rows = await db
    .selectFrom('track')
    .select(['boot', 'session', 'from_at', 'to_at', 'received_at'])
    .where('seat_id', '=', seatId)
    .execute();
  return rows.map(({ boot, session, received_at: heard, ...row }) => ({
    session: keptSession(session, boot),
    n: 1,
    from_at: row.from_at ?? heard,
    to_at: row.to_at ?? heard,
    heard_at: heard,
  }));
}
