import type { SharedCause } from '@invigil/contract';
import { isDeepStrictEqual } from 'node:util';
import type { SeatSignal } from '../room/seat-signal.js';
import { SHAREABLE_KINDS, sharedCauses } from '../room/shared-cause.js';
import { SOUND_KIND, SOUND_MS, sharedSounds } from '../room/shared-sound.js';
import { WALK_MS, WALKER_KIND, walkers } from '../room/walker.js';
import { incidentOf } from '../store/evidence.js';
import { liveSignalsWithin, mostSeatsAlike, saveShared } from '../store/room-signals.js';
import type { Db } from '../store/schema.js';
import type { IngestContext } from './ingest-context.js';
import type { RoomAtWork } from './room-at-work.js';

/**
 * Keeps which signals had a cause that the room shared, and gives those for which that is new. What was told late
 * neither counts nor is lowered; what was lowered once stays so, save a voice whose end shows that it was not the room's.
 */
export async function keepShared(
  db: Db,
  context: IngestContext,
  room: RoomAtWork,
  changed: readonly SeatSignal[],
): Promise<SeatSignal[]> {
  const { factor } = room.rules.sharedCause;
  const live = changed.filter(({ hist }) => !hist);
  if (factor === 1 || live.length === 0) return [];
  return [
    ...(await keepCauses(db, context, room, await roomCauses(db, room, live))),
    ...(await keepCauses(db, context, room, await walks(db, room, live))),
    ...(await keepCauses(db, context, room, await sounds(db, room, live))),
  ];
}

type Causes = { signals: SeatSignal[]; causes: ReadonlyMap<string, SharedCause> };
const NONE: Causes = { signals: [], causes: new Map() };

async function roomCauses(db: Db, room: RoomAtWork, live: readonly SeatSignal[]): Promise<Causes> {
  const rule = room.rules.sharedCause;
  const kinds = SHAREABLE_KINDS.filter((kind) => live.some(({ signal }) => signal.kind === kind));
  if (kinds.length === 0 || room.ids.size < rule.leastSeats) return NONE;
  const changed = live.filter(({ signal }) => kinds.some((kind) => kind === signal.kind));
  // What a signal changes began within the time of the rule; what decides over that, within twice that time.
  const span = spanOf(changed, 2 * rule.withinMs);
  const watched = room.watched();
  if ((await mostSeatsAlike(db, kinds, span)) < rule.leastShare * watched.size) return NONE;
  const signals = await liveSignalsWithin(db, room.ids, kinds, span);
  return { signals, causes: sharedCauses(signals, watched, rule) };
}

async function walks(db: Db, room: RoomAtWork, live: readonly SeatSignal[]): Promise<Causes> {
  const changed = live.filter(({ signal }) => signal.kind === WALKER_KIND);
  if (changed.length === 0) return NONE;
  const signals = await liveSignalsWithin(db, room.ids, [WALKER_KIND], spanOf(changed, 2 * WALK_MS));
  return { signals, causes: walkers(signals, room.places, room.rules.sharedCause.factor) };
}

async function sounds(db: Db, room: RoomAtWork, live: readonly SeatSignal[]): Promise<Causes> {
  const changed = live.filter(({ signal }) => signal.kind === SOUND_KIND);
  if (changed.length === 0) return NONE;
  const signals = await liveSignalsWithin(db, room.ids, [SOUND_KIND], spanOf(changed, SOUND_MS));
  return { signals, causes: sharedSounds(signals, room.places, room.listening(), room.rules.sharedCause) };
}

function spanOf(signals: readonly SeatSignal[], aroundMs: number): [number, number] {
  const starts = signals.map(({ signal }) => signal.startedAt);
  return [Math.min(...starts) - aroundMs, Math.max(...starts) + aroundMs];
}

/** Gives the signals that count for less than before. */
async function keepCauses(
  db: Db,
  context: IngestContext,
  room: RoomAtWork,
  { causes, signals }: Causes,
): Promise<SeatSignal[]> {
  const lowered: SeatSignal[] = [];
  for (const one of signals) {
    const { id, shared: before } = one.signal;
    const shared = causes.get(id);
    const seat = room.seatOf(one.seat);
    if (seat === undefined || isDeepStrictEqual(shared, before)) continue;
    if (shared === undefined && !(before?.cause === 'sound' && one.signal.endedAt !== null)) continue;
    await saveShared(db, context.seatId(seat), id, shared);
    const changes = context.changes.of(seat);
    changes.lowered.add(id);
    const incident = await incidentOf(db, context.seatId(seat), id);
    if (incident !== undefined) changes.touched.add(incident);
    if (before?.factor === shared?.factor) continue;
    changes.roomPart = true;
    if (shared !== undefined) lowered.push({ ...one, signal: { ...one.signal, shared } });
  }
  return lowered;
}
