import type { PlannedRoom } from '../lib/room-plan.js';
import { isLookAside, LOOK_KINDS } from '../room/glances.js';
import type { SeatSignal } from '../room/seat-signal.js';
import type { Db } from '../store/schema.js';
import type { IngestContext } from './ingest-context.js';
import { keepLooks } from './keep-looks.js';
import { keepShared } from './keep-shared.js';
import { atWork } from './room-at-work.js';

/**
 * Looks for what the seats of a room show together, where something came that may belong to it, and keeps it. Shared
 * causes come first: a finding counts for less where the looks on which it rests were shared.
 */
export async function findInRooms(db: Db, context: IngestContext): Promise<void> {
  const byRoom = new Map<PlannedRoom, SeatSignal[]>();
  for (const { seat, signals } of context.changes.all()) {
    const room = context.room(seat);
    const changed = [...signals.values()]
      .filter(({ signal }) => signal.source === 'camera' || signal.source === 'microphone')
      .map((one) => ({ seat: seat.seat, ...one }));
    if (changed.length > 0) byRoom.set(room, [...(byRoom.get(room) ?? []), ...changed]);
  }
  for (const [planned, changed] of byRoom) {
    const room = atWork(context, planned);
    const lowered = await keepShared(db, context, room, changed);
    // One that is no look to the side any more may have been part of a finding.
    const looks = changed.filter(({ signal }) => LOOK_KINDS.some((kind) => kind === signal.kind));
    await keepLooks(db, context, room, [...looks, ...lowered.filter(isLookAside)]);
  }
}
