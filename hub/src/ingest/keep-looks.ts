import { isDeepStrictEqual } from 'node:util';
import { isRoomKind } from '@invigil/contract';
import { findLooks, isAbout, neighboursOf } from '../room/find-looks.js';
import type { SeatSignal } from '../room/seat-signal.js';
import { deleteSignal, findingsSince, looksFollowSince, looksSince } from '../store/room-signals.js';
import type { Db } from '../store/schema.js';
import { saveOwnSignal } from '../store/signals.js';
import type { IngestContext } from './ingest-context.js';
import type { RoomAtWork } from './room-at-work.js';

/** Brings the findings about looks in step with looks that changed. */
export async function keepLooks(
  db: Db,
  context: IngestContext,
  room: RoomAtWork,
  changed: readonly SeatSignal[],
): Promise<void> {
  if (!room.rules['neighbour-looks'].enabled && !room.rules['mutual-looks'].enabled) return;
  const firstChange = new Map<string, number>();
  for (const { seat, signal } of changed) {
    firstChange.set(seat, Math.min(firstChange.get(seat) ?? Number.POSITIVE_INFINITY, signal.startedAt));
  }
  for (const [seat, at] of firstChange) await keepLooksOf(db, context, room, seat, at);
}

async function keepLooksOf(
  db: Db,
  context: IngestContext,
  room: RoomAtWork,
  seat: string,
  at: number,
): Promise<void> {
  const around = new Map(
    [seat, ...neighboursOf(room.places, seat)].map((name) => [name, room.ids.get(name) ?? 0]),
  );
  if (around.size === 1) return;
  const pauseMs = Math.max(room.rules['neighbour-looks'].withinMs, room.rules['mutual-looks'].withinMs);
  const since = await looksFollowSince(db, around.get(seat) ?? 0, at, pauseMs);
  const looks = await looksSince(db, around, since);
  const found = findLooks(seat, room, looks).filter((one) => isLookedFor(room, one));
  const known = (await findingsSince(db, around, since)).filter((one) => isAbout(seat, one));
  const before = new Map(known.map((one) => [keyOf(one), one]));
  for (const one of found) {
    const key = keyOf(one);
    if (!isDeepStrictEqual(before.get(key), one)) await keep(db, context, room, one);
    before.delete(key);
  }
  for (const gone of before.values()) await drop(db, context, room, gone);
}

/** Whether nobody whom a finding is about has an arrangement by which it is not looked for. */
function isLookedFor(room: RoomAtWork, { seat, signal }: SeatSignal): boolean {
  const { kind, toward } = signal;
  if (!isRoomKind(kind)) return true;
  const about = kind === 'mutual-looks' && toward !== undefined ? [seat, toward] : [seat];
  return about.every((name) => room.seatOf(name)?.policy.room[kind].enabled !== false);
}

async function keep(db: Db, context: IngestContext, room: RoomAtWork, one: SeatSignal): Promise<void> {
  const seat = room.seatOf(one.seat);
  if (seat === undefined) return;
  await saveOwnSignal(db, context.seatId(seat), one);
  const changes = context.changes.of(seat);
  changes.signals.set(one.signal.id, one);
  changes.dropped.delete(one.signal.id);
  changes.roomPart ||= !one.hist;
}

async function drop(
  db: Db,
  context: IngestContext,
  room: RoomAtWork,
  { hist, seat, signal }: SeatSignal,
): Promise<void> {
  const planned = room.seatOf(seat);
  if (planned === undefined) return;
  const changes = context.changes.of(planned);
  changes.dropped.set(signal.id, await deleteSignal(db, context.seatId(planned), signal.id));
  changes.signals.delete(signal.id);
  changes.roomPart ||= !hist;
}

function keyOf({ seat, signal }: SeatSignal): string {
  return `${seat}/${signal.id}`;
}
