import { Risk, type SeatEvent } from '@invigil/contract';
import { CompiledQuery, sql } from 'kysely';
import { dialectOf } from './dialect.js';
import { erasedRuns } from './erased-runs.js';
import { bytesOf, hexOf } from './hash-bytes.js';
import type { Db } from './schema.js';
import type { StoredRun } from './stored-run.js';

/** An event to keep, with its hash. */
export type HashedEvent = SeatEvent & { hash: string };

/** The number of a boot of a seat, made where it is new. */
export async function bootId(db: Db, seatId: number, boot: string): Promise<number> {
  const known = await db
    .selectFrom('boot')
    .select('id')
    .where('seat_id', '=', seatId)
    .where('boot', '=', boot)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  const made = await db
    .insertInto('boot')
    .values({ seat_id: seatId, boot })
    .returning('id')
    .executeTakeFirstOrThrow();
  return made.id;
}

type Island = { first: number; last: number; prev: Uint8Array | null; hash: Uint8Array | null };

/** Which `seq` of a boot are stored, or were and are erased, as runs: what is erased is not asked for again, and not taken again. */
export async function storedRuns(db: Db, seatId: number, boot: number): Promise<StoredRun[]> {
  const islands = await sql<Island>`
    select first, last,
      (select prev from event where seat_id = ${seatId} and boot_id = ${boot} and seq = first) as prev,
      (select hash from event where seat_id = ${seatId} and boot_id = ${boot} and seq = last) as hash
    from (select min(seq) as first, max(seq) as last
          from (select seq, seq - row_number() over (order by seq) as island
                from event where seat_id = ${seatId} and boot_id = ${boot}) as numbered
          group by island) as island
    order by first`.execute(db);
  const stored = islands.rows.map((run) => ({ ...run, prev: hexOf(run.prev), hash: hexOf(run.hash) }));
  return [...stored, ...(await erasedRuns(db, boot))];
}

/**
 * An event as the store takes it: seat, boot, seq, session, at, received at, late, type, level, body, offset of the seat's clock,
 * its uncertainty, hash before, hash.
 */
export type EventRow = readonly (string | number | Uint8Array | null)[];

/** The rows of some events of one boot. */
export function rowsOf(
  place: { seatId: number; bootId: number },
  events: readonly HashedEvent[],
  receivedAt: number,
): EventRow[] {
  return events.map(({ at, body, clock, hash, hist, prev, seq, session }) => [
    place.seatId,
    place.bootId,
    seq,
    session,
    at,
    receivedAt,
    hist === true ? 1 : 0,
    body.type,
    body.type === 'risk' ? body.risk.level : null,
    JSON.stringify(body),
    clock?.offsetMs ?? null,
    clock?.uncertaintyMs ?? null,
    bytesOf(prev ?? null),
    bytesOf(hash),
  ]);
}

/** Columns of {@link EventRow}. */
const COLUMNS = 14;
/** Statements by how many rows each keeps: as texts, for a query that is built anew takes longer than its rows do. */
const INSERTS = new Map<number, string>();

/** Keeps events of any boots; one whose (seat, boot, seq) is there already changes nothing. */
export async function insertRows(db: Db, rows: readonly EventRow[]): Promise<void> {
  const { rowsAtOnce, text } = dialectOf(db);
  for (let from = 0; from < rows.length;) {
    const some = rows.slice(from, from + rowsAtOnce(rows.length - from));
    from += some.length;
    await db.executeQuery(CompiledQuery.raw(text(insertOf(some.length)), some.flat()));
  }
}

function insertOf(rows: number): string {
  const known = INSERTS.get(rows);
  if (known !== undefined) return known;
  const row = `(${'?,'.repeat(COLUMNS - 1)}?)`;
  const text = `insert into event (seat_id, boot_id, seq, session, at, received_at, hist, type, level, body,
      clock_offset_ms, clock_uncertainty_ms, prev, hash)
    values ${Array.from({ length: rows }, () => row).join(',')}
    on conflict do nothing`;
  INSERTS.set(rows, text);
  return text;
}

/** Keeps where the chain of a boot was found broken. */
export async function saveBreaks(
  db: Db,
  bootId: number,
  seqs: readonly number[],
  foundAt: number,
): Promise<void> {
  const rows = seqs.map((seq) => ({ boot_id: bootId, seq, found_at: foundAt }));
  if (rows.length > 0)
    await db
      .insertInto('chain_break')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** The sessions of which a boot told an event. */
export async function sessionsOf(db: Db, bootId: number): Promise<Set<string>> {
  const rows = await db.selectFrom('boot_session').select('session').where('boot_id', '=', bootId).execute();
  return new Set(rows.map(({ session }) => session));
}

/** Keeps that a boot told an event of sessions. */
export async function saveSessions(db: Db, bootId: number, sessions: readonly string[]): Promise<void> {
  const rows = sessions.map((session) => ({ boot_id: bootId, session }));
  if (rows.length > 0)
    await db
      .insertInto('boot_session')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** A risk as a seat told it. */
export type ToldRisk = { bootId: number; seq: number; at: number; risk: Risk };

/** The newest risk that a seat told in one boot. */
export async function lastTold(db: Db, seatId: number, boot: string): Promise<ToldRisk | undefined> {
  const row = await ofBoot(db, seatId, boot)
    .where('event.type', '=', 'risk')
    .select(['event.boot_id as bootId', 'event.seq', 'event.at', 'event.body'])
    .executeTakeFirst();
  const risk = row === undefined ? undefined : riskIn(row.body);
  return row === undefined || risk === undefined
    ? undefined
    : { bootId: row.bootId, seq: row.seq, at: row.at, risk };
}

/** Time of the newest event of a boot; undefined where it told none. */
export async function lastEventAt(db: Db, seatId: number, boot: string): Promise<number | undefined> {
  return (await ofBoot(db, seatId, boot).select('event.at').executeTakeFirst())?.at;
}

function ofBoot(db: Db, seatId: number, boot: string) {
  return db
    .selectFrom('event')
    .innerJoin('boot', 'boot.id', 'event.boot_id')
    .where('event.seat_id', '=', seatId)
    .where('boot.boot', '=', boot)
    .orderBy('event.seq', 'desc')
    .limit(1);
}

/** The risk in a stored event's body; undefined where there is none. */
export function riskIn(body: string): Risk | undefined {
  const parsed: unknown = JSON.parse(body);
  const risk = typeof parsed === 'object' && parsed !== null && 'risk' in parsed ? parsed.risk : undefined;
  return Risk.safeParse(risk).data;
}
