import type { PlannedRoom, PlannedSeat } from '../lib/room-plan.js';
import { isLookAside } from '../room/glances.js';
import type { FindingRoom } from '../room/find-looks.js';
import type { SeatSignal } from '../room/seat-signal.js';
import type { Db } from '../store/schema.js';
import type { IngestContext } from './ingest-context.js';
import { keepLooks } from './keep-looks.js';
import { keepShared } from './keep-shared.js';

/** A room, as one transaction looks at it. */
export type RoomAtWork = FindingRoom & {
  /** Row numbers by the seats' names. */
  ids: Map<string, number>;
  seatOf: (name: string) => PlannedSeat | undefined;
};

/**
 * Looks for what the seats of a room show together, where something came that may belong to it, and keeps it. Shared
 * causes come first: a finding counts for less where the looks on which it rests were shared.
 */
export async function findInRooms(db: Db, context: IngestContext): Promise<void> {
  const byRoom = new Map<PlannedRoom, SeatSignal[]>();
  for (const { seat, signals } of context.changes.all()) {
    const room = context.room(seat);
    const changed = [...signals.values()]
      .filter(({ signal }) => signal.source === 'camera')
      .map((one) => ({ seat: seat.seat, ...one }));
    if (changed.length > 0) byRoom.set(room, [...(byRoom.get(room) ?? []), ...changed]);
  }
  for (const [planned, changed] of byRoom) {
    const room = atWork(context, planned);
    const lowered = await keepShared(db, context, room, changed);
    await keepLooks(db, context, room, [...changed, ...lowered].filter(isLookAside));
  }
}

function atWork(context: IngestContext, planned: PlannedRoom): RoomAtWork {
  const byName = new Map(planned.seats.map((seat) => [seat.seat, seat]));
  return {
    room: planned.room,
    // A desk without a candidate's name, from which nothing was ever heard, has nobody to look at.
    places: planned.seats.filter(
      (seat) => seat.candidate !== null || (context.board.seat(seat.key)?.boot ?? null) !== null,
    ),
    rules: planned.policy.room,
    ids: new Map(planned.seats.map((seat) => [seat.seat, context.seatId(seat)])),
    seatOf: (name) => byName.get(name),
  };
}
