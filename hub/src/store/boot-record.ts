import {
  type BlindInterval,
  type BootRecord,
  type ClockRecord,
  EventBody,
  type NotKept,
} from '@invigil/contract';
import { sql } from 'kysely';
import { breaksAtErased, erasedRuns, without } from './erased-runs.js';
import { hexOf } from './hash-bytes.js';
import type { Db } from './schema.js';

/** A daemon in a session tells at least its minutes; with some time to spare, nothing told for longer proves nothing watched. */
export const AWAY_MS = 90_000;
/** A clock that goes this far from the other at once was set. */
const STEP_MS = 100;

/** What is stored of a boot, and the times of one session in which nothing proves that it watched. */
export type BootInSession = {
  record: BootRecord;
  /** `at` of the first and the last event of the session. */
  from: number;
  to: number;
  unproven: BlindInterval[];
};

type Place = { seatId: number; bootId: number; boot: string };
type Whole = {
  first: number;
  last: number;
  stored: number;
  linked: number;
  from_at: number;
  to_at: number;
  head: Uint8Array | null;
  least: number | null;
  greatest: number | null;
  uncertainty: number | null;
  measured: number;
};
type Odd = {
  seq: number;
  at: number;
  before_seq: number | null;
  before_at: number | null;
  /** How far the hub's clock went ahead of the seat's since the event before; null where it isn't known of both. */
  drift: number | null;
  /** More than the measurements leave open. */
  step: number;
  /** Its body, where it tells of events that the seat could not store. */
  lost: string | null;
  broken: number;
};

/** Reads a boot of a session in two passes over its index; undefined where it told no event of the session. */
export async function bootInSession(
  db: Db,
  { seatId, bootId, boot }: Place,
  session: string,
): Promise<BootInSession | undefined> {
  const whole = await sql<Whole>`
    select * from (select min(seq) as first, max(seq) as last, count(*) as stored, count(prev) as linked,
      min(case when session = ${session} then at end) as from_at,
      max(case when session = ${session} then at end) as to_at,
      (select hash from event where seat_id = ${seatId} and boot_id = ${bootId}
       order by seq desc limit 1) as head,
      min(clock_offset_ms) as least, max(clock_offset_ms) as greatest, max(clock_uncertainty_ms) as uncertainty,
      count(clock_offset_ms) as measured
    from event where seat_id = ${seatId} and boot_id = ${bootId}) as whole
    where from_at is not null`.execute(db);
  const [row] = whole.rows;
  if (row === undefined) return undefined;
  const { first, last, stored, linked, head } = row;
  const odd = await oddEvents(db, seatId, bootId);
  const found = await db.selectFrom('chain_break').select('seq').where('boot_id', '=', bootId).execute();
  const erased = await erasedRuns(db, bootId);
  const atErased = erased.length === 0 ? [] : await breaksAtErased(db, seatId, bootId);
  const seqs = [...odd.filter(({ broken }) => broken === 1), ...found].map(({ seq }) => seq).concat(atErased);
  const breaks = linked === 0 ? [] : [...new Set(seqs)].toSorted((a, b) => a - b);
  const absent = odd
    .filter(({ before_seq: before, seq }) => seq > (before ?? 0) + 1)
    .map(({ before_seq: before, seq }): [number, number] => [(before ?? 0) + 1, seq - 1]);
  const missing = without(absent, erased);
  const chain = linked === 0 ? 'absent' : breaks.length > 0 ? 'broken' : 'whole';
  const steps = odd
    .filter(({ step }) => step === 1)
    .map(({ drift, seq }) => ({ seq, forwardMs: -(drift ?? 0) }));
  const clock = clockOf(row, steps);
  const notKept = odd.flatMap(({ lost }) => lostIn(lost));
  return {
    record: {
      boot,
      first,
      last,
      stored,
      missing,
      ...(erased.length > 0 && { erased: erased.map((run): [number, number] => [run.first, run.last]) }),
      chain,
      breaks,
      head: hexOf(head),
      ...(notKept.length > 0 && { notKept }),
      ...(clock && { clock }),
    },
    from: row.from_at,
    to: row.to_at,
    unproven: odd.flatMap(unprovenBefore),
  };
}

/** The events before which something is missing or long silent, or which don't carry the hash of the one before. */
async function oddEvents(db: Db, seatId: number, bootId: number): Promise<Odd[]> {
  const { rows } = await sql<Odd>`
    select * from (select seq, at, before_seq, before_at, drift, lost,
      case when abs(drift) > ${STEP_MS} + uncertainty + before_uncertainty then 1 else 0 end as step,
      case when seq = before_seq + 1 and before_hash is not null and prev is distinct from before_hash
        then 1 else 0 end as broken
    from (select seq, at, prev, case when type = 'not-kept' then body end as lost, lag(seq) over in_order as before_seq, lag(at) over in_order as before_at,
            lag(hash) over in_order as before_hash, clock_uncertainty_ms as uncertainty,
            lag(clock_uncertainty_ms) over in_order as before_uncertainty,
            clock_offset_ms - lag(clock_offset_ms) over in_order as drift
          from event where seat_id = ${seatId} and boot_id = ${bootId} window in_order as (order by seq)) as one) as looked
    where seq > coalesce(before_seq, 0) + 1 or at > before_at + ${AWAY_MS} or at + drift > before_at + ${AWAY_MS}
      or step = 1 or broken = 1 or lost is not null
    order by seq`.execute(db);
  return rows;
}

function lostIn(body: string | null): NotKept[] {
  const told = body === null ? undefined : EventBody.safeParse(JSON.parse(body)).data;
  return told?.type === 'not-kept' ? [told.notKept] : [];
}

function clockOf(
  { greatest, least, measured, stored, uncertainty }: Whole,
  steps: ClockRecord['steps'],
): ClockRecord | undefined {
  if (least === null || greatest === null || uncertainty === null) return undefined;
  return {
    leastOffsetMs: least,
    greatestOffsetMs: greatest,
    uncertaintyMs: uncertainty,
    unmeasured: stored - measured,
    steps,
  };
}

function unprovenBefore({ at, before_at: from, before_seq: before, drift, lost, seq }: Odd): BlindInterval[] {
  if (from === null || before === null || at <= from) return [];
  if (seq > before + 1 || lost !== null) return [{ from, to: at, cause: 'events-missing' }];
  // The hub's clock tells how long it really was.
  if (at + (drift ?? 0) > from + AWAY_MS) return [{ from, to: at, cause: 'seat-away' }];
  return at > from + AWAY_MS ? [{ from, to: at, cause: 'clock-step' }] : [];
}
