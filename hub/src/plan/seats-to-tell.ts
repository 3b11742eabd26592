import type { PlannedSeat, RoomPlan } from '../lib/room-plan.js';
import type { PlanChange } from './live-plan.js';

/**
 * The seats that hear their policy after a change: those of which it may be another one, and all of a room that is another one. By the repetition they
 * know that the exam of their room may have been opened, changed or ended, and ask for it.
 */
export function seatsToTell(plan: Pick<RoomPlan, 'rooms'>, { rooms, seats }: PlanChange): PlannedSeat[] {
  const ofRooms = plan.rooms.filter(({ room }) => rooms.includes(room)).flatMap((room) => room.seats);
  return [...new Set([...seats, ...ofRooms])];
}
