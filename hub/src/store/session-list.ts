import { setImmediate, setTimeout } from 'node:timers/promises';
import type { SeatAddress, SessionLine, SessionListQuery, SessionQuery } from '@invigil/contract';
import { holdOf } from './holds.js';
import { type IncidentTally, incidentTallies } from './incident-tallies.js';
import { type KeptOfSession, keptSessions } from './kept-sessions.js';
import type { Db } from './schema.js';
import type { Verdict } from './session-verdicts.js';
import { seatsAsked } from './seats-asked.js';

/** For so long a page waits for what certificates come to; of three hours one takes a second. ms */
const PATIENCE_MS = 1500;

export type SessionListDeps = {
  db: Db;
  centre: string;
  /** Numbers of the seats by `room/seat`. */
  seatIds: ReadonlyMap<string, number>;
  /** What the certificate of a session that is over comes to; undefined: it has none. */
  verdict: (
    place: SeatAddress & { seatId: number; session: string },
    now: number,
  ) => Promise<Verdict | undefined>;
  /** When the first of what is kept of a session is due. */
  dueAt: (kept: KeptOfSession) => number | null;
};

/** A session that is in a list, before what costs more is looked up. */
type Listed = KeptOfSession & { room: string; seat: string; seatId: number; tallies: IncidentTally[] };

/** A page of the sessions that are kept, those that began last first. @param rooms of these only; null: of all */
export async function sessionPage(
  deps: SessionListDeps,
  query: SessionQuery,
  rooms: readonly string[] | null,
  now: number,
): Promise<{ sessions: SessionLine[]; next: string | null }> {
  const all = await listed(deps, query, rooms, now);
  const { after, limit } = query;
  const begin = after === undefined ? 0 : firstAfter(all, after);
  const shown = all.slice(begin, begin + limit);
  const verdicts = shown.map((one) => verdictOf(deps, one, now));
  // Those that are not there yet go on being made, for whoever asks next.
  await Promise.race([Promise.all(verdicts), setTimeout(PATIENCE_MS, undefined, { ref: false })]);
  const sessions: SessionLine[] = [];
  for (const [i, one] of shown.entries()) {
    const verdict = await Promise.race([verdicts[i], Promise.resolve('later' as const)]);
    sessions.push(await lineOf(deps, one, verdict, now));
  }
  const last = shown.at(-1);
  return { sessions, next: last === undefined || begin + limit >= all.length ? null : placeOf(last) };
}

/** All of the list, line by line. */
export async function* sessionLines(
  deps: SessionListDeps,
  query: SessionListQuery,
  rooms: readonly string[] | null,
  now: number,
): AsyncGenerator<SessionLine> {
  for (const one of await listed(deps, query, rooms, now))
    yield lineOf(deps, one, await verdictOf(deps, one, now), now);
}

async function listed(
  { db, seatIds }: SessionListDeps,
  { from = 0, room: asked, state, to = Infinity }: SessionListQuery,
  rooms: readonly string[] | null,
  now: number,
): Promise<Listed[]> {
  const all: Listed[] = [];
  for (const { room, seat, seatId } of seatsAsked(seatIds, asked, rooms)) {
    const kept = [...(await keptSessions(db, seatId, now)).values()].filter(
      (one) => one.to >= from && one.from <= to,
    );
    if (kept.length === 0) continue;
    const tallies = await incidentTallies(db, seatId);
    for (const one of kept) {
      const line = { ...one, room, seat, seatId, tallies: tallies.filter((tally) => isWithin(tally, one)) };
      if (await isAsked(db, line, state, now)) all.push(line);
    }
    // A large centre has many seats, and others wait for the store.
    await setImmediate();
  }
  return all.toSorted(inListOrder);
}

async function isAsked(db: Db, one: Listed, state: SessionListQuery['state'], now: number): Promise<boolean> {
  switch (state) {
    case undefined:
      return true;
    case 'running':
      return one.present;
    case 'finished':
      return !one.present;
    case 'to-judge':
      return one.tallies.some(({ open }) => open);
    case 'held':
      return (await holdOf(db, one, now)) !== undefined;
  }
}

/** Undefined while it goes on, and of what is no exam session. */
async function verdictOf(deps: SessionListDeps, one: Listed, now: number): Promise<Verdict | undefined> {
  const { present, record, room, seat, seatId, session } = one;
  if (present || !record || session.startsWith('~')) return undefined;
  return deps.verdict({ centre: deps.centre, room, seat, seatId, session }, now);
}

/** @param verdict `later`: it is being made */
async function lineOf(
  deps: SessionListDeps,
  one: Listed,
  verdict: Verdict | 'later' | undefined,
  now: number,
): Promise<SessionLine> {
  const { from, present, room, seat, session, tallies, to } = one;
  const open = tallies.filter((tally) => tally.open).length;
  const made = verdict === 'later' ? undefined : verdict;
  return {
    room,
    seat,
    session,
    from,
    to,
    running: present,
    watched: made?.watched ?? null,
    complete: made?.complete ?? null,
    ...(verdict === 'later' && { counting: true }),
    incidents: { open, judged: tallies.length - open },
    dueAt: deps.dueAt(one),
    hold: (await holdOf(deps.db, one, now))?.state ?? null,
  };
}

function isWithin(tally: IncidentTally, { from, to }: Pick<KeptOfSession, 'from' | 'to'>): boolean {
  return tally.from <= to && (tally.to ?? Infinity) >= from;
}

type Place = Pick<Listed, 'from' | 'room' | 'seat' | 'session'>;

function inListOrder(a: Place, b: Place): number {
  return b.from - a.from || (nameOf(a) < nameOf(b) ? -1 : 1);
}

/** Where a page ends: it stays so when others come or go meanwhile. */
function placeOf(one: Place): string {
  return `${one.from}/${nameOf(one)}`;
}

function firstAfter(all: readonly Listed[], after: string): number {
  const [from = '', room = '', seat = '', session = ''] = after.split('/');
  const end = { from: Number(from), room, seat, session };
  const first = all.findIndex((one) => inListOrder(end, one) < 0 && placeOf(one) !== after);
  return first === -1 ? all.length : first;
}

function nameOf({ room, seat, session }: Place): string {
  return `${room}/${seat}/${session}`;
}
