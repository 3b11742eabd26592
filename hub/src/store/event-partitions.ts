import { sql } from 'kysely';
import type { Db } from './schema.js';

/** Numbers of boots that a month has: the number of a boot is its month since 1970 times this, and what is left counts on. */
export const BOOTS_A_MONTH = 1_000_000_000;
/** 2026-01, the first month that has a partition of its own. Months since 1970 */
export const FIRST_MONTH = (2026 - 1970) * 12;
/** Months that are made ahead: a hub is started anew sooner than that, and what isn't made in time lies in `event_other`. */
const AHEAD = 6;

/**
 * Makes the partitions of events of PostgreSQL from this month on, where they are missing: each holds what boots told that were
 * heard of first in its month (UTC). Gives the names of those that were made.
 */
export async function makePartitions(db: Db, now: number): Promise<string[]> {
  const month = monthOf(now);
  const { rows } = await sql<{ name: string }>`
    select child.relname as name from pg_inherits
    join pg_class as child on child.oid = pg_inherits.inhrelid
    where pg_inherits.inhparent = 'event'::regclass`.execute(db);
  const there = new Set(rows.map(({ name }) => name));
  const wanted = Array.from({ length: AHEAD + 1 }, (_, i) => month + i).filter(
    (one) => !there.has(nameOf(one)),
  );
  if (wanted.length === 0) return [];
  // What lies in the last one already keeps its place: a month of which it holds something can't be made any more.
  const { rows: others } = await sql<{ month: number }>`
    select distinct boot_id / ${sql.lit(BOOTS_A_MONTH)} as month from event_other`.execute(db);
  const late = new Set(others.map((one) => one.month));
  const made: string[] = [];
  for (const one of wanted.filter((month_) => !late.has(month_))) {
    const [from, to] = [one * BOOTS_A_MONTH, (one + 1) * BOOTS_A_MONTH];
    await sql
      .raw(
        `create table if not exists ${nameOf(one)} partition of event for values from (${from}) to (${to})`,
      )
      .execute(db);
    made.push(nameOf(one));
  }
  return made;
}

function monthOf(at: number): number {
  const date = new Date(at);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

function nameOf(month: number): string {
  const year = 1970 + Math.floor(month / 12);
  return `event_${year}_${String((month % 12) + 1).padStart(2, '0')}`;
}
