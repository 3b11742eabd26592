import type { ChainedEvent, SeatAddress } from '@invigil/contract';
import { hashOf, hashOfStart } from '../lib/chain.js';
import { erasedRuns } from './erased-runs.js';
import { hexOf } from './hash-bytes.js';
import type { Db } from './schema.js';

/** Events that are held in memory at once. */
const PAGE = 1000;

/** Something that is not as it was told, at one `seq`. */
export type Flaw = {
  seq: number;
  /**
   * `changed`: the event is not the one whose hash was taken when it came. `unlinked`: it does not carry the hash of the event before it.
   * `no-hash`: it was stored without one. `found-at-ingest`: it was unlinked when it came. `missing`: from here to `to` nothing is stored.
   */
  flaw: 'changed' | 'unlinked' | 'no-hash' | 'found-at-ingest' | 'missing';
  to?: number;
};

/** A boot as it was found. */
export type VerifiedBoot = SeatAddress & {
  boot: string;
  events: number;
  /** Events that were stored and are erased: of them the hashes at the ends of their runs are left. */
  erased: number;
  head: string | null;
  flaws: Flaw[];
};

/**
 * Takes the hash of every stored event anew and compares it with the one that was taken when it came, and with what the next one carries.
 * One boot after the other. @param session only boots that told an event of it
 */
export async function* verifyStore(db: Db, session?: string): AsyncGenerator<VerifiedBoot> {
  let query = db
    .selectFrom('boot')
    .innerJoin('seat', 'seat.id', 'boot.seat_id')
    .select(['boot.id as bootId', 'boot.boot', 'seat.id as seatId', 'seat.centre', 'seat.room', 'seat.seat']);
  if (session !== undefined) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('boot_session')
          .select('boot_session.session')
          .whereRef('boot_session.boot_id', '=', 'boot.id')
          .where('boot_session.session', '=', session),
      ),
    );
  }
  for (const { bootId, seatId, ...place } of await query.orderBy('boot.id').execute()) {
    yield { ...place, ...(await verifyBoot(db, { bootId, seatId }, hashOfStart(place, place.boot))) };
  }
}

async function verifyBoot(
  db: Db,
  { bootId, seatId }: { bootId: number; seatId: number },
  start: string,
): Promise<Pick<VerifiedBoot, 'events' | 'erased' | 'head' | 'flaws'>> {
  const flaws: Flaw[] = [];
  const runs = await erasedRuns(db, bootId);
  const erased = runs.reduce((sum, run) => sum + run.last - run.first + 1, 0);
  let last = { seq: 0, hash: start };
  let events = 0;
  /** Goes on over what is erased before this `seq`. */
  const pass = (before: number): void => {
    for (let run = runs[0]; run !== undefined && run.first < before; run = runs[0]) {
      runs.shift();
      if (run.first > last.seq + 1) flaws.push({ seq: last.seq + 1, flaw: 'missing', to: run.first - 1 });
      else if (run.prev !== last.hash) flaws.push({ seq: run.first, flaw: 'unlinked' });
      last = { seq: run.last, hash: run.hash ?? '' };
    }
  };
  for (;;) {
    const rows = await db
      .selectFrom('event')
      .select(['seq', 'session', 'at', 'body', 'prev', 'hash', 'clock_offset_ms', 'clock_uncertainty_ms'])
      .where('seat_id', '=', seatId)
      .where('boot_id', '=', bootId)
      .where('seq', '>', last.seq)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      pass(row.seq);
      const { at, seq, session } = row;
      const stored = hexOf(row.hash);
      const prev = hexOf(row.prev) ?? undefined;
      const hash = hashOfStored({ seq, prev, session, at, ...clockOf(row) }, row.body);
      if (seq > last.seq + 1) flaws.push({ seq: last.seq + 1, flaw: 'missing', to: seq - 1 });
      else if (prev !== last.hash) flaws.push({ seq, flaw: 'unlinked' });
      if (stored === null) flaws.push({ seq, flaw: 'no-hash' });
      else if (stored !== hash) flaws.push({ seq, flaw: 'changed' });
      // The next one is held against what stood here when it came, so that one change is one flaw.
      last = { seq, hash: stored ?? hash };
    }
    events += rows.length;
    if (rows.length < PAGE) break;
  }
  pass(Number.POSITIVE_INFINITY);
  const known = new Set(flaws.filter(({ flaw }) => flaw === 'unlinked').map(({ seq }) => seq));
  const found = await db.selectFrom('chain_break').select('seq').where('boot_id', '=', bootId).execute();
  for (const { seq } of found) if (!known.has(seq)) flaws.push({ seq, flaw: 'found-at-ingest' });
  flaws.sort((a, b) => a.seq - b.seq);
  return { events, erased, head: events + erased === 0 ? null : last.hash, flaws };
}

/** The hash of an event as it is stored; an empty text where its body can't be read any more. */
function hashOfStored(event: Omit<ChainedEvent, 'body'>, text: string): string {
  try {
    return hashOf({ ...event, body: JSON.parse(text) });
  } catch {
    return '';
  }
}

/** What a stored event says of the seat's clock. */
function clockOf(row: {
  clock_offset_ms: number | null;
  clock_uncertainty_ms: number | null;
}): Pick<ChainedEvent, 'clock'> {
  const { clock_offset_ms: offsetMs, clock_uncertainty_ms: uncertaintyMs } = row;
  return offsetMs === null || uncertaintyMs === null ? {} : { clock: { offsetMs, uncertaintyMs } };
}
