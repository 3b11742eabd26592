import type { Clock } from '../lib/clock.js';
import type { RoomPlan } from '../lib/room-plan.js';
import type { Board } from '../live/board.js';
import type { LiveFeed } from '../live/live-feed.js';
import type { LivePlan } from '../plan/live-plan.js';
import type { Db } from '../store/schema.js';
import { loadSeats } from '../store/seats.js';
import type { Ingest } from './ingest.js';
import { restoreBoard } from './restore-board.js';

/**
 * What a hub does with a room that it claims, before it hears the room's seats: another hub may have served it until now and kept its record in
 * the same database, so that what this one remembers is of before. Rejects where the store can't be read.
 */
export function takesUpRooms(deps: {
  db: Db;
  board: Board;
  clock: Clock;
  feed: LiveFeed;
  ingest: Ingest;
  live: LivePlan;
  plan: RoomPlan;
}): (room: string) => Promise<void> {
  const { board, clock, db, feed, ingest, live, plan } = deps;
  return async (room) => {
    await ingest.forget(room);
    await live.refresh();
    const seats = await loadSeats(db, plan.centre, room);
    const before = board.incidents(clock.now()).filter((one) => one.room === room);
    for (const incident of before) board.removeIncident(incident);
    await restoreBoard(db, board, plan.centre, seats, clock.now());
    const now = board.incidents(clock.now()).filter((one) => one.room === room);
    for (const { id, seat } of before)
      if (!now.some((one) => one.id === id && one.seat === seat))
        feed.incidentRemoved({ room, seat }, id, undefined);
    for (const incident of now)
      feed.incident(
        incident,
        before.find(({ id, seat }) => id === incident.id && seat === incident.seat) ?? null,
      );
    for (const key of seats.keys()) if (board.seat(key) !== undefined) feed.seat(key);
  };
}
