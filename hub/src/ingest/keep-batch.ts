import type { EventBatch, Hand, SeatEvent } from '@invigil/contract';
import { hashOf } from '../lib/chain.js';
import type { PlannedSeat } from '../lib/room-plan.js';
import { saveChallenge } from '../store/challenges.js';
import { rowsOf, saveBreaks, saveSessions } from '../store/events.js';
import { incidentOf, saveEvidence } from '../store/evidence.js';
import { saveGivenUp } from '../store/given-up.js';
import type { Db } from '../store/schema.js';
import { saveSignal } from '../store/signals.js';
import { saveHands } from '../store/talk.js';
import { runOf } from './stored-runs.js';
import { endOrphans } from './end-orphans.js';
import type { AfterCommit, IngestContext } from './ingest-context.js';

/** Keeps the events of a batch that are not stored yet. A batch that came before changes nothing. */
export async function keepBatch(
  db: Db,
  context: IngestContext,
  seat: PlannedSeat,
  batch: EventBatch,
): Promise<AfterCommit[]> {
  const id = context.seatId(seat);
  const boot = await context.draft.boot(db, seat, id, batch.boot);
  const bySeq = new Map(batch.events.map((event) => [event.seq, event]));
  const fresh = [...bySeq.values()]
    .filter((event) => !boot.stored.has(event.seq))
    .map((event) => ({ ...event, hash: hashOf(event) }));
  const { breaks, stored } = boot.stored.with(
    fresh.map(({ hash, prev, seq }) => runOf({ seq, prev: prev ?? null, hash })),
  );
  context.events.add(rowsOf({ seatId: id, bootId: boot.bootId }, fresh, context.at));
  await saveBreaks(db, boot.bootId, breaks, context.at);
  const named = new Set(fresh.flatMap(({ session }) => session ?? []));
  const sessions = [...named].filter((session) => !boot.sessions.has(session));
  await saveSessions(db, boot.bootId, sessions);
  context.draft.remember({ ...boot, stored, sessions: new Set([...boot.sessions, ...sessions]) });
  if (fresh.length === 0) return [];
  // A gap of a boot is one of each session that it told.
  const isOdd =
    !boot.stored.isWhole() || !stored.isWhole() || fresh.some(({ body }) => body.type === 'not-kept');
  const changes = context.changes.of(seat);
  for (const session of isOdd ? [undefined] : named) changes.doubted.add(session);

  for (const { body, hist } of fresh) {
    if (body.type !== 'signal-opened' && body.type !== 'signal-closed') continue;
    await saveSignal(db, id, body.signal, hist === true);
    changes.signals.set(body.signal.id, { signal: body.signal, hist: hist === true });
  }
  await keepChallenges(db, id, fresh);
  const hands = await saveHands(db, id, batch.boot, fresh);
  await keepGivenUp(db, context, seat, fresh);
  await keepEvidence(db, id, fresh, changes.touched);
  // The board holds what was committed; a presence of this transaction comes before it.
  const known = changes.boot === undefined ? (context.board.seat(seat.key)?.boot ?? null) : changes.boot;
  changes.boot = known;
  const isCurrent = known === null || known === batch.boot;
  // What a dead boot left open has to end, also when the record of it comes late.
  if (!isCurrent && known !== null) await endOrphans(db, context, seat, known);
  const newest = isCurrent ? boot.stored.highest() : Number.POSITIVE_INFINITY;
  for (const { at, body, hist, seq } of fresh.toSorted((a, b) => a.seq - b.seq)) {
    if (body.type !== 'risk') continue;
    if (seq > newest) changes.risks.push({ ...boot, seq, at, risk: body.risk, hist: hist === true });
    else if (body.risk.level === 'alert') changes.alerts.push(at);
  }
  const after = isCurrent ? [showEvents(context, seat, fresh, newest), showHands(context, seat, hands)] : [];
  if (breaks.length > 0) after.push(() => context.chainBroken(seat, batch.boot, breaks));
  return after;
}

async function keepChallenges(db: Db, seatId: number, events: readonly SeatEvent[]): Promise<void> {
  for (const { body } of events) {
    if (body.type === 'challenge') await saveChallenge(db, seatId, body.challenge);
  }
}

/** What is given up is acknowledged as such: nobody asks for it again. */
async function keepGivenUp(
  db: Db,
  context: IngestContext,
  seat: PlannedSeat,
  events: readonly SeatEvent[],
): Promise<void> {
  const id = context.seatId(seat);
  for (const { body } of events) {
    if (body.type !== 'given-up') continue;
    const { boot, first, last } = body.givenUp;
    await saveGivenUp(db, id, body.givenUp, context.at);
    const known = await context.draft.boot(db, seat, id, boot);
    context.draft.remember({ ...known, givenUp: [...known.givenUp, [first, last]] });
  }
}

/** Gathers the incidents whose pictures became more. */
async function keepEvidence(
  db: Db,
  seatId: number,
  events: readonly SeatEvent[],
  touched: Set<string>,
): Promise<void> {
  for (const { body } of events) {
    if (body.type !== 'evidence') continue;
    await saveEvidence(db, seatId, body.signalId, body.pictures);
    const incident = await incidentOf(db, seatId, body.signalId);
    if (incident !== undefined) touched.add(incident);
  }
}

/** What a seat told, but for its newest risks, which are shown as the hub sums them. */
function showEvents(
  context: IngestContext,
  seat: PlannedSeat,
  events: readonly SeatEvent[],
  newest: number,
): AfterCommit {
  return () => {
    for (const { seq, at, hist, body } of events) {
      context.board.asOf(seat.key, at);
      if (hist === true) continue;
      if (body.type === 'risk' && seq <= newest) context.feed.risk(seat, at, body.risk);
      if (body.type === 'signal-opened' || body.type === 'signal-closed')
        context.feed.signal(seat, body.signal);
      if (body.type === 'challenge') context.feed.challenge(seat, body.challenge);
      if (body.type === 'analysis') context.feed.analysis(seat, body.minute);
    }
    context.feed.seat(seat.key);
  };
}

/** Also those that are told late: somebody waits. */
function showHands({ board, feed }: IngestContext, seat: PlannedSeat, hands: readonly Hand[]): AfterCommit {
  return () => {
    for (const hand of hands) {
      board.hand(seat.key, hand);
      feed.hand(seat, hand);
    }
    if (hands.length > 0) feed.seat(seat.key);
  };
}
