import { addErased } from './erased-runs.js';
import { hexOf } from './hash-bytes.js';
import type { StoredRun } from './stored-run.js';
import type { Db } from './schema.js';
import { drawnFrom } from './told-in-body.js';

/** Events that are erased at a time, so that the hub has its turn in between. */
const AT_ONCE = 1000;

/** What was erased, by what the rows hold. */
export type Counts = Record<string, number>;

export function count(counts: Counts, what: string, n: number | bigint): void {
  if (n > 0) counts[what] = (counts[what] ?? 0) + Number(n);
}

type EventRow = {
  seq: number;
  prev: string | null;
  hash: string | null;
  /** Ids of what it tells of. */
  signal: string | null;
  challenge: string | null;
};

/**
 * Erases some events of a session from one boot, with what was drawn from them, and keeps the hashes at the ends of their runs. To be called
 * in a transaction, again and again until it gives false: there is nothing left.
 */
export async function eraseSomeEvents(
  db: Db,
  { seatId, bootId, session }: { seatId: number; bootId: number; session: string | null },
  counts: Counts,
): Promise<boolean> {
  const told = await db
    .selectFrom('event')
    .select(['seq', 'prev', 'hash', 'body'])
    .where('seat_id', '=', seatId)
    .where('boot_id', '=', bootId)
    .where('session', 'is not distinct from', session)
    .orderBy('seq')
    .limit(AT_ONCE)
    .execute();
  const rows = told.map(({ body, hash, prev, seq }) => ({
    seq,
    prev: hexOf(prev),
    hash: hexOf(hash),
    ...drawnFrom(body),
  }));
  if (rows.length === 0) return false;
  await eraseDrawn(db, seatId, rows, counts);
  const runs = runsOf(rows);
  await addErased(db, bootId, runs);
  for (const { first, last } of runs) {
    const done = await db
      .deleteFrom('event')
      .where('seat_id', '=', seatId)
      .where('boot_id', '=', bootId)
      .where('seq', '>=', first)
      .where('seq', '<=', last)
      .executeTakeFirst();
    count(counts, 'events', done.numDeletedRows);
  }
  return true;
}

/** What the store drew from these events: signals with their place in incidents and budget and what people made of them, pictures that they name, challenges. */
async function eraseDrawn(db: Db, seatId: number, rows: readonly EventRow[], counts: Counts): Promise<void> {
  const signals = [...new Set(rows.flatMap(({ signal }) => signal ?? []))];
  const challenges = rows.flatMap(({ challenge }) => challenge ?? []);
  if (signals.length > 0) {
    const gone = db.deleteFrom('signal').where('seat_id', '=', seatId).where('id', 'in', signals);
    count(counts, 'signals', (await gone.executeTakeFirst()).numDeletedRows);
    const judged = db
      .deleteFrom('judgement')
      .where('seat_id', '=', seatId)
      .where('incident_id', 'in', signals);
    count(counts, 'judgements', (await judged.executeTakeFirst()).numDeletedRows);
    const looked = db
      .deleteFrom('acknowledgement')
      .where('seat_id', '=', seatId)
      .where('incident_id', 'in', signals);
    count(counts, 'acknowledgements', (await looked.executeTakeFirst()).numDeletedRows);
    const names = db.deleteFrom('evidence').where('seat_id', '=', seatId).where('signal_id', 'in', signals);
    count(counts, 'pictureNames', (await names.executeTakeFirst()).numDeletedRows);
  }
  if (challenges.length > 0) {
    const gone = db.deleteFrom('challenge').where('seat_id', '=', seatId).where('id', 'in', challenges);
    count(counts, 'challenges', (await gone.executeTakeFirst()).numDeletedRows);
  }
}

function runsOf(rows: readonly EventRow[]): StoredRun[] {
  const runs: StoredRun[] = [];
  for (const { seq, prev, hash } of rows) {
    const before = runs.at(-1);
    if (before !== undefined && before.last === seq - 1 && before.hash !== null && before.hash === prev) {
      before.last = seq;
      before.hash = hash;
    } else runs.push({ first: seq, last: seq, prev, hash });
  }
  return runs;
}
