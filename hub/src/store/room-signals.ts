import type { SharedCause, SignalKind } from '@invigil/contract';
import { sql } from 'kysely';
import { LOOK_KINDS } from '../room/glances.js';
import type { RoomPart } from '../room/hub-risk.js';
import type { SeatSignal } from '../room/seat-signal.js';
import type { Db, SignalRow } from './schema.js';
import { signalOf } from './signals.js';

/** No session is longer: what began earlier has nothing to do with it, ms. */
const SESSION_MS = 43_200_000;
const SIDES = ['left', 'right'];

/** A seat's place in a store: the number of its row by its name, within one room. */
export type SeatIds = ReadonlyMap<string, number>;

/**
 * Since when looks of a seat have followed each other without a pause longer than `pauseMs`, up to a time: what began
 * before can't be part of the same finding.
 */
export async function looksFollowSince(db: Db, seatId: number, at: number, pauseMs: number): Promise<number> {
  const { rows } = await sql<{ since: number | null }>`
    select max(started_at) as since from (
      select started_at, started_at - max(coalesce(ended_at, ${Number.MAX_SAFE_INTEGER})) over (
        order by started_at, id rows between unbounded preceding and 1 preceding) as pause
      from signal where seat_id = ${seatId} and started_at >= ${at - SESSION_MS} and started_at <= ${at}
        and kind in (${sql.join(LOOK_KINDS)}) and direction in (${sql.join(SIDES)})) as looks
    where pause is null or pause > ${pauseMs}`.execute(db);
  return rows[0]?.since ?? at;
}

/** Looks to the side of some seats that were going on at a time or began later. */
export async function looksSince(db: Db, seats: SeatIds, from: number): Promise<SeatSignal[]> {
  const rows = await db
    .selectFrom('signal')
    .selectAll()
    .where('seat_id', 'in', [...seats.values()])
    .where('started_at', '>=', from - SESSION_MS)
    .where('kind', 'in', LOOK_KINDS)
    .where('direction', 'in', SIDES)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', from)]))
    .execute();
  return placed(rows, seats);
}

/** Findings at some seats that began at a time or later. */
export async function findingsSince(db: Db, seats: SeatIds, from: number): Promise<SeatSignal[]> {
  const rows = await db
    .selectFrom('signal')
    .selectAll()
    .where('seat_id', 'in', [...seats.values()])
    .where('source', '=', sql.lit('room'))
    .where('started_at', '>=', from)
    .execute();
  return placed(rows, seats);
}

/** Signals of some kinds that were told live and began within a time, at any of the seats. */
export async function liveSignalsWithin(
  db: Db,
  seats: SeatIds,
  kinds: readonly SignalKind[],
  [from, to]: readonly [number, number],
): Promise<SeatSignal[]> {
  const rows = await db
    .selectFrom('signal')
    .selectAll()
    .where('kind', 'in', kinds)
    .where('started_at', '>=', from)
    .where('started_at', '<=', to)
    .where('hist', '=', 0)
    .execute();
  return placed(rows, seats);
}

/** At how many seats at most the same, in the same direction, was told live within a time: cheaper than to load it. */
export async function mostSeatsAlike(
  db: Db,
  kinds: readonly SignalKind[],
  [from, to]: readonly [number, number],
): Promise<number> {
  const { rows } = await sql<{ seats: number }>`
    select count(distinct seat_id) as seats from signal
    where kind in (${sql.join(kinds)}) and started_at >= ${from} and started_at <= ${to} and hist = 0
    group by kind, direction order by seats desc limit 1`.execute(db);
  return rows[0]?.seats ?? 0;
}

/** Keeps why a signal counts for less; undefined: it counts in full. */
export async function saveShared(
  db: Db,
  seatId: number,
  id: string,
  shared: SharedCause | undefined,
): Promise<void> {
  await db
    .updateTable('signal')
    .set({ shared: shared === undefined ? null : JSON.stringify(shared) })
    .where('seat_id', '=', seatId)
    .where('id', '=', id)
    .execute();
}

/** What the room adds to the risk of a seat: findings told live that had not ended before `from`, and shared causes. */
export async function roomPartOf(db: Db, seatId: number, from: number): Promise<RoomPart> {
  const rows = await db
    .selectFrom('signal')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where('source', '=', sql.lit('room'))
    .where('started_at', '>=', from - SESSION_MS)
    .where('hist', '=', 0)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', from)]))
    .execute();
  const lowered = await db
    .selectFrom('signal')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where('shared', 'is not', null)
    .where('started_at', '>=', from - SESSION_MS)
    .where('source', 'in', ['camera', 'microphone'])
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', from)]))
    .execute();
  return {
    findings: rows.map((row) => signalOf(row).signal),
    shared: new Map(lowered.map((row) => [row.id, signalOf(row).signal.shared?.factor ?? 1])),
  };
}

/** Takes a finding away that no longer holds. Gives the incident that it was part of. */
export async function deleteSignal(db: Db, seatId: number, id: string): Promise<string | null> {
  const row = await db
    .deleteFrom('signal')
    .where('seat_id', '=', seatId)
    .where('id', '=', id)
    .returning('incident_id')
    .executeTakeFirst();
  return row?.incident_id ?? null;
}

/** Rows of the seats that are named, with their names. */
function placed(rows: readonly SignalRow[], seats: SeatIds): SeatSignal[] {
  const names = new Map([...seats].map(([seat, id]) => [id, seat]));
  return rows.flatMap((row) => {
    const seat = names.get(row.seat_id);
    return seat === undefined ? [] : [{ seat, ...signalOf(row) }];
  });
}
