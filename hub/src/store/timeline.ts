import { keptSession, type Timeline } from '@invigil/contract';
import { type RawBuilder, sql } from 'kysely';
import { riskIn } from './events.js';
import { dialectOf } from './dialect.js';
import { bootsOfSession } from './erasure-facts.js';
import { signalsWithin } from './signals.js';
import type { Db } from './schema.js';

/** Most points of a risk curve in one answer: more than a screen has columns. */
const MAX_POINTS = 4000;

type Point = { at: number; body: string };

/**
 * What a seat told within a time, and what the room added. The risk that held at `from` is the first point. Of a long time each slice gives
 * its highest point only, so that no peak is lost.
 */
export async function timelineOf(db: Db, seatId: number, from: number, to: number): Promise<Timeline> {
  const before = await points(
    db,
    sql<Point>`select at, body from shown_risk
      where seat_id = ${seatId} and at < ${from} order by at desc limit 1`,
  );
  const sliceMs = Math.max(1, Math.ceil((to - from) / MAX_POINTS));
  const score = dialectOf(db).jsonNumber('body', ['risk', 'score']);
  // SQLite's driver binds every number as a float, by which a division would not make slices.
  const within = await points(
    db,
    sql<Point>`select at, body from (
        select at, body, row_number() over (partition by at / cast(${sliceMs} as bigint) order by ${score} desc, at) as place
        from shown_risk where seat_id = ${seatId} and at >= ${from} and at <= ${to}) as sliced
      where place = 1 order by at`,
  );
  return {
    from,
    to,
    signals: await signalsWithin(db, seatId, from, to),
    risk: [...before, ...within],
    began: await beganAt(db, seatId),
  };
}

async function points(db: Db, query: RawBuilder<Point>): Promise<Timeline['risk']> {
  const { rows } = await query.execute(db);
  return rows.flatMap(({ at, body }) => {
    const risk = riskIn(body);
    return risk === undefined ? [] : [{ at, risk }];
  });
}

/** When the session that the seat is in, or was in last, told its first event; null: nothing of it is stored. */
async function beganAt(db: Db, seatId: number): Promise<number | null> {
  const seat = await db
    .selectFrom('seat')
    .select(['session', 'boot'])
    .where('id', '=', seatId)
    .executeTakeFirst();
  if (seat === undefined || seat.boot === null) return null;
  const times: number[] = [];
  for (const boot of await bootsOfSession(db, seatId, keptSession(seat.session, seat.boot))) {
    const first = await db
      .selectFrom('event')
      .select('at')
      .where('seat_id', '=', seatId)
      .where('boot_id', '=', boot.id)
      .where('session', 'is not distinct from', boot.session)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst();
    if (first !== undefined) times.push(first.at);
  }
  return times.length === 0 ? null : Math.min(...times);
}
