import type { Signal } from '@invigil/contract';
import { sha256Hex } from '../lib/sha256.js';
import type { PlannedSeat } from '../lib/room-plan.js';
import type { Db } from '../store/schema.js';
import { presenceOf } from '../store/seats.js';
import { openOfKind, saveOwnSignal } from '../store/signals.js';
import type { IngestContext } from './ingest-context.js';

const KIND = 'agent-stopped';

/**
 * Says of a seat that was lost in a session that nobody watches there, from when it was last heard. A clean stop is
 * none, and neither is the loss of a seat without a session.
 * @param heardAt when it was last heard, on the hub's clock
 */
export async function keepAbsence(
  db: Db,
  context: IngestContext,
  seat: PlannedSeat,
  heardAt: number,
): Promise<void> {
  const id = context.seatId(seat);
  const { boot, session, state } = await presenceOf(db, id);
  if (state !== 'lost' || boot === null || session === null) return;
  if ((await openOfKind(db, id, KIND)).length > 0) return;
  const signal: Signal = {
    id: `${sha256Hex([KIND, seat.key, boot, heardAt].join('|')).slice(0, 16)}-1`,
    kind: KIND,
    source: 'hub',
    startedAt: heardAt,
    openedAt: Math.max(heardAt, context.at),
    endedAt: null,
    confidence: 1,
    seenMs: Math.max(0, context.at - heardAt),
  };
  await keep(db, context, seat, signal);
}

/** Ends what {@link keepAbsence} said: the seat is back, or says itself that it stopped. */
export async function endAbsence(db: Db, context: IngestContext, seat: PlannedSeat): Promise<void> {
  for (const signal of await openOfKind(db, context.seatId(seat), KIND)) {
    const endedAt = Math.max(signal.openedAt, context.at);
    await keep(db, context, seat, { ...signal, endedAt, seenMs: Math.max(0, endedAt - signal.startedAt) });
  }
}

async function keep(db: Db, context: IngestContext, seat: PlannedSeat, signal: Signal): Promise<void> {
  await saveOwnSignal(db, context.seatId(seat), { signal, hist: false });
  context.changes.of(seat).signals.set(signal.id, { signal, hist: false });
}
