import type { EventBatch, SeatEvent } from '@invigil/contract';
import type { PlannedSeat } from '../lib/room-plan.js';
import { insertEvents } from '../store/events.js';
import { incidentOf, saveEvidence } from '../store/evidence.js';
import { raiseToAlert } from '../store/incidents-of-seat.js';
import type { Db } from '../store/schema.js';
import { presenceOf } from '../store/seats.js';
import { endOrphans, saveSignal } from '../store/signals.js';
import { followSignals } from './follow-signals.js';
import type { AfterCommit, IngestContext } from './ingest-context.js';

/** Keeps the events of a batch that are not stored yet. A batch that came before changes nothing. */
export async function keepBatch(
  db: Db,
  context: IngestContext,
  seat: PlannedSeat,
  batch: EventBatch,
): Promise<AfterCommit[]> {
  const id = context.seatId(seat);
  const boot = await context.draft.boot(db, id, batch.boot);
  const bySeq = new Map(batch.events.map((event) => [event.seq, event]));
  const fresh = [...bySeq.values()].filter((event) => !boot.stored.has(event.seq));
  await insertEvents(db, { seatId: id, bootId: boot.bootId }, fresh, context.at);
  context.draft.remember({ ...boot, stored: boot.stored.with(fresh.map((event) => event.seq)) });
  if (fresh.length === 0) return [];

  const changed = await keepSignals(db, id, fresh);
  const known = await presenceOf(db, id);
  const isCurrent = known.boot === null || known.boot === batch.boot;
  // What a dead boot left open has to end, also when the record of it comes late.
  if (!isCurrent && known.boot !== null) changed.push(...(await endOrphans(db, id, known.boot)));
  const touched = [...(await keepEvidence(db, id, fresh)), ...(await raise(db, id, fresh))];
  const after = await followSignals(db, context, seat, [...new Set(changed)], touched);
  if (isCurrent) after.push(showEvents(context, seat, fresh, boot.stored.highest()));
  return after;
}

async function keepSignals(db: Db, seatId: number, events: readonly SeatEvent[]): Promise<string[]> {
  const changed: string[] = [];
  for (const { body, hist } of events) {
    if (body.type !== 'signal-opened' && body.type !== 'signal-closed') continue;
    await saveSignal(db, seatId, body.signal, hist === true);
    changed.push(body.signal.id);
  }
  return changed;
}

/** Gives the incidents whose pictures became more. */
async function keepEvidence(db: Db, seatId: number, events: readonly SeatEvent[]): Promise<string[]> {
  const touched: string[] = [];
  for (const { body } of events) {
    if (body.type !== 'evidence') continue;
    await saveEvidence(db, seatId, body.signalId, body.pictures);
    const incident = await incidentOf(db, seatId, body.signalId);
    if (incident !== undefined) touched.push(incident);
  }
  return touched;
}

/** Gives the incidents in which the risk reached alert. */
async function raise(db: Db, seatId: number, events: readonly SeatEvent[]): Promise<string[]> {
  const times = events.flatMap(({ body, at }) =>
    body.type === 'risk' && body.risk.level === 'alert' ? [at] : [],
  );
  return times.length === 0 ? [] : raiseToAlert(db, seatId, Math.min(...times), Math.max(...times));
}

/** The tile takes the newest risk; a gap that is filled late does not set it back. */
function showEvents(
  context: IngestContext,
  seat: PlannedSeat,
  events: readonly SeatEvent[],
  highestBefore: number,
): AfterCommit {
  return () => {
    for (const { seq, at, hist, body } of events) {
      context.board.asOf(seat.key, at);
      if (body.type === 'risk' && seq > highestBefore) context.board.risk(seat.key, body.risk);
      if (hist === true) continue;
      if (body.type === 'risk') context.feed.risk(seat, at, body.risk);
      if (body.type === 'signal-opened' || body.type === 'signal-closed')
        context.feed.signal(seat, body.signal);
    }
    context.feed.seat(seat.key);
  };
}
