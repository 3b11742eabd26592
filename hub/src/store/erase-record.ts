import { type SeatAddress, seatTopic } from '@invigil/contract';
import { sql } from 'kysely';
import { AWAY_MS } from './boot-record.js';
import { type Counts, count, eraseSomeEvents } from './erase-events.js';
import { eraseTalk } from './erase-talk.js';
import { type BootOfSession, type Erasing, bootsOfSession, saveFacts } from './erasure-facts.js';
import type { Db } from './schema.js';
import { eraseSittingAt } from './sittings.js';

/** Rows that are erased at a time. */
const AT_ONCE = 2000;

/** Erases some events of the session, then the hub's numbers that rest on them. True: there may be more. */
export async function eraseSomeRecord(db: Db, erasing: Erasing): Promise<boolean> {
  const { facts, seatId, session } = erasing;
  return db.transaction().execute(async (tx) => {
    for (const boot of await bootsOfSession(tx, seatId, session)) {
      const more =
        (await eraseSomeEvents(tx, { seatId, bootId: boot.id, session: boot.session }, facts.counts)) ||
        (await eraseSomeNumbers(tx, seatId, boot, facts.counts));
      if (!more) continue;
      await saveFacts(tx, erasing);
      return true;
    }
    return false;
  });
}

async function eraseSomeNumbers(
  db: Db,
  seatId: number,
  { id }: BootOfSession,
  counts: Counts,
): Promise<boolean> {
  const gone = await sql`
    delete from hub_risk where seat_id = ${seatId} and (boot_id, seq) in (
      select hub_risk.boot_id, hub_risk.seq from hub_risk join erased_run as run on run.boot_id = hub_risk.boot_id
        and hub_risk.seq between run.first and run.last
      where hub_risk.seat_id = ${seatId} and hub_risk.boot_id = ${id} limit ${AT_ONCE})`.execute(db);
  count(counts, 'numbers', gone.numAffectedRows ?? 0);
  return (gone.numAffectedRows ?? 0n) > 0n;
}

/**
 * Erases what hangs on nothing any more once the events are gone: the hub's own signals of that time, incidents, their judgements and budget without a signal,
 * what was said in it, presence and birth of boots of which nothing is left, messages of that time that could not be read, who sat there.
 * Gives the incidents.
 */
export async function eraseRest(
  db: Db,
  seat: SeatAddress,
  { facts, seatId, session }: Erasing,
): Promise<string[]> {
  const { counts, from, heardAt, to } = facts;
  const all = async (what: string, statement: ReturnType<typeof sql>): Promise<void> => {
    count(counts, what, (await statement.execute(db)).numAffectedRows ?? 0);
  };
  if (from !== null && to !== null) {
    await all(
      'signals',
      sql`delete from signal where seat_id = ${seatId} and source in ('room', 'hub')
            and started_at between ${from} and ${to + AWAY_MS}`,
    );
  }
  const { rows: incidents } = await sql<{ id: string }>`
    delete from incident where seat_id = ${seatId} and not exists (
      select 1 from signal where signal.seat_id = incident.seat_id and signal.incident_id = incident.id)
    returning id`.execute(db);
  count(counts, 'incidents', incidents.length);
  await all(
    'budget',
    sql`delete from budget where seat_id = ${seatId} and not exists (
          select 1 from signal where signal.seat_id = budget.seat_id and signal.id = budget.incident_id)`,
  );
  await all(
    'judgements',
    sql`delete from judgement where seat_id = ${seatId} and not exists (
          select 1 from signal where signal.seat_id = judgement.seat_id and signal.id = judgement.incident_id)`,
  );
  await eraseTalk(db, seatId, session, counts);
  await all(
    'acknowledgements',
    sql`delete from acknowledgement where seat_id = ${seatId} and not exists (
          select 1 from signal where signal.seat_id = acknowledgement.seat_id and signal.id = acknowledgement.incident_id)`,
  );
  for (const { boot, id } of await bootsOfSession(db, seatId, session)) {
    const isOver = sql`not exists (select 1 from event where seat_id = ${seatId} and boot_id = ${id})
      and not exists (select 1 from seat where id = ${seatId} and boot = ${boot})`;
    await all(
      'presence',
      sql`delete from presence where seat_id = ${seatId} and boot = ${boot} and ${isOver}`,
    );
    await all('births', sql`delete from born where seat_id = ${seatId} and boot = ${boot} and ${isOver}`);
  }
  if (heardAt !== null) {
    const branch = seatTopic(seat, 'evt').slice(0, -'evt'.length);
    await all(
      'deadLetters',
      sql`delete from dead_letter where substr(topic, 1, ${branch.length}) = ${branch} and at <= ${heardAt}`,
    );
  }
  count(counts, 'candidates', await eraseSittingAt(db, session, seat));
  return incidents.map(({ id }) => id);
}
