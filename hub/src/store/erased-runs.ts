import { sql } from 'kysely';
import { bytesOf, hexOf } from './hash-bytes.js';
import type { StoredRun } from './stored-run.js';
import type { Db } from './schema.js';

/** The events of a boot that were stored and are erased, as runs in rising order. */
export async function erasedRuns(db: Db, bootId: number): Promise<StoredRun[]> {
  const rows = await db
    .selectFrom('erased_run')
    .select(['first', 'last', 'prev', 'hash'])
    .where('boot_id', '=', bootId)
    .orderBy('first')
    .execute();
  return rows.map((row) => ({ ...row, prev: hexOf(row.prev), hash: hexOf(row.hash) }));
}

/** Keeps that runs of a boot are erased. One that goes on where another ends, with its hash, becomes part of it. */
export async function addErased(db: Db, bootId: number, runs: readonly StoredRun[]): Promise<void> {
  for (const { first, last, prev, hash } of runs) {
    const before = db
      .updateTable('erased_run')
      .set({ last, hash: bytesOf(hash) })
      .where('boot_id', '=', bootId)
      .where('last', '=', first - 1)
      .where('hash', 'is not distinct from', bytesOf(prev));
    const joined = prev === null ? 0n : (await before.executeTakeFirst()).numUpdatedRows;
    if (joined > 0n) continue;
    const row = { boot_id: bootId, first, last, prev: bytesOf(prev), hash: bytesOf(hash) };
    await db.insertInto('erased_run').values(row).execute();
  }
}

/** Where a stored event beside an erased run does not carry the hash that the run has there, or the run not that of the event: each `seq`. */
export async function breaksAtErased(db: Db, seatId: number, bootId: number): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`
    select event.seq from erased_run as run join event
      on event.seat_id = ${seatId} and event.boot_id = run.boot_id and event.seq = run.last + 1
      where run.boot_id = ${bootId} and run.hash is not null and event.prev is distinct from run.hash
    union select run.first from erased_run as run join event
      on event.seat_id = ${seatId} and event.boot_id = run.boot_id and event.seq = run.first - 1
      where run.boot_id = ${bootId} and event.hash is not null and run.prev is distinct from event.hash`.execute(
    db,
  );
  return rows.map(({ seq }) => seq);
}

type Range = [first: number, last: number];

/** What is left of rising ranges without some runs. */
export function without(
  ranges: readonly Range[],
  runs: readonly Pick<StoredRun, 'first' | 'last'>[],
): Range[] {
  return ranges.flatMap(([first, last]) => {
    const left: Range[] = [];
    let from = first;
    for (const run of runs) {
      if (run.last < from || run.first > last) continue;
      if (run.first > from) left.push([from, run.first - 1]);
      from = run.last + 1;
    }
    if (from <= last) left.push([from, last]);
    return left;
  });
}
