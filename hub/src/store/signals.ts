import { Signal, type SignalKind, SOFTWARE_SOURCES, isCoverage } from '@invigil/contract';
import type { KeptSignal } from '../incidents/merge-signals.js';
import { lastEventAt } from './events.js';
import type { Db, SignalRow } from './schema.js';

/**
 * Keeps a signal as a seat told it. An end is never taken back: an opening that comes late, after the closing,
 * does not open it again.
 */
export async function saveSignal(db: Db, seatId: number, signal: Signal, hist: boolean): Promise<void> {
  const row = rowOf(seatId, signal, hist);
  await db
    .insertInto('signal')
    .values(row)
    .onConflict((conflict) => {
      const { ended_at, confidence, detail, direction, seen_ms } = row;
      return conflict.columns(['seat_id', 'id']).doUpdateSet((eb) => {
        // A moment that joins an open signal opens it again. Of two openings the one that has seen more came last, whichever was heard first.
        const isNewer = eb.and([
          eb('signal.ended_at', 'is', null),
          eb(eb.fn.coalesce('signal.seen_ms', eb.val(0)), '<=', seen_ms ?? 0),
        ]);
        const grown = {
          detail: eb.case().when(isNewer).then(detail).else(eb.ref('signal.detail')).end(),
          seen_ms: eb.case().when(isNewer).then(seen_ms).else(eb.ref('signal.seen_ms')).end(),
        };
        return {
          // The direction is the one in which most of its time was spent, so the end may tell another; its detail counts all of it.
          ...(ended_at === null ? grown : { ended_at, confidence, detail, direction, seen_ms }),
          // Told live once, it is no history.
          hist: eb('signal.hist', '*', row.hist),
        };
      });
    })
    .execute();
}

function rowOf(seatId: number, signal: Signal, hist: boolean) {
  return {
    seat_id: seatId,
    id: signal.id,
    class: isCoverage(signal.kind) ? 'coverage' : 'conduct',
    kind: signal.kind,
    source: signal.source,
    started_at: signal.startedAt,
    opened_at: signal.openedAt,
    ended_at: signal.endedAt,
    confidence: signal.confidence,
    direction: signal.direction ?? null,
    hist: hist ? 1 : 0,
    seen_ms: signal.seenMs ?? null,
    detail: signal.detail === undefined ? null : JSON.stringify(signal.detail),
    noted: signal.noted === true ? 1 : 0,
  };
}

/** Keeps what the hub itself says of a seat, in place of what it said before under the same id. */
export async function saveOwnSignal(db: Db, seatId: number, { signal, hist }: KeptSignal): Promise<void> {
  const { toward, basis, shared } = signal;
  const row = {
    ...rowOf(seatId, signal, hist),
    toward: toward ?? null,
    basis: basis === undefined ? null : JSON.stringify(basis),
    shared: shared === undefined ? null : JSON.stringify(shared),
  };
  await db
    .insertInto('signal')
    .values(row)
    .onConflict((conflict) => conflict.columns(['seat_id', 'id']).doUpdateSet(row))
    .execute();
}

/**
 * Ends what an earlier boot of a seat left open: its daemon died and will never tell the end. The end is the last
 * time that the boot told anything; should the true end come after all, it takes that place.
 * Returns the ids of what was ended.
 */
export async function endOpenOfOthers(db: Db, seatId: number, boot: string): Promise<string[]> {
  const open = await db
    .selectFrom('signal')
    .select(['id', 'opened_at'])
    .where('seat_id', '=', seatId)
    .where('ended_at', 'is', null)
    .where('source', 'in', ['camera', ...SOFTWARE_SOURCES])
    .where('id', 'not like', `${boot}-%`)
    .execute();
  for (const { id, opened_at: openedAt } of open) {
    const told = await lastEventAt(db, seatId, id.slice(0, 16));
    await db
      .updateTable('signal')
      .set({ ended_at: Math.max(openedAt, told ?? openedAt) })
      .where('seat_id', '=', seatId)
      .where('id', '=', id)
      .execute();
  }
  return open.map((row) => row.id);
}

/** Signals of one kind that are open at a seat. */
export async function openOfKind(db: Db, seatId: number, kind: SignalKind): Promise<Signal[]> {
  const rows = await db
    .selectFrom('signal')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where('ended_at', 'is', null)
    .where('kind', '=', kind)
    .execute();
  return rows.map((row) => signalOf(row).signal);
}

/** Signals of a seat by their ids. */
export async function signalsById(db: Db, seatId: number, ids: readonly string[]): Promise<KeptSignal[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('signal')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where('id', 'in', ids)
    .execute();
  return rows.map(signalOf);
}

/** Signals of a seat that overlap a time, oldest first. `to` left out: up to now. */
export async function signalsWithin(db: Db, seatId: number, from: number, to?: number): Promise<Signal[]> {
  let query = db
    .selectFrom('signal')
    .selectAll()
    .where('seat_id', '=', seatId)
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>=', from)]));
  if (to !== undefined) query = query.where('started_at', '<=', to);
  const rows = await query.orderBy('started_at').execute();
  return rows.map((row) => signalOf(row).signal);
}

/** A stored row as the contract has it. */
export function signalOf(row: SignalRow): KeptSignal {
  return {
    signal: Signal.parse({
      id: row.id,
      kind: row.kind,
      source: row.source,
      startedAt: row.started_at,
      openedAt: row.opened_at,
      endedAt: row.ended_at,
      confidence: row.confidence,
      ...(row.direction === null ? {} : { direction: row.direction }),
      ...(row.seen_ms === null ? {} : { seenMs: row.seen_ms }),
      ...(row.detail === null ? {} : { detail: JSON.parse(row.detail) }),
      ...(row.noted === 1 && { noted: true }),
      ...(row.toward === null ? {} : { toward: row.toward }),
      ...(row.basis === null ? {} : { basis: JSON.parse(row.basis) }),
      ...(row.shared === null ? {} : { shared: JSON.parse(row.shared) }),
    }),
    hist: row.hist === 1,
  };
}
