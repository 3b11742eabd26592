import type { FreezeBoard, SeatFreeze } from '@invigil/contract';
import type { RoomPlan } from '../lib/room-plan.js';
import { lastHeard, openExams, overridesNow, seatsAtWork } from '../store/freeze.js';
import type { Db } from '../store/schema.js';
import { freezeOf, freezeOfHub, liftedUntil } from './freeze-rule.js';

/** Which machines of a centre may be updated now, by its store. */
export async function freezeBoard(
  db: Db,
  plan: Pick<RoomPlan, 'centre' | 'rooms'>,
  now: number,
): Promise<FreezeBoard> {
  const [exams, told, overrides] = await Promise.all([
    openExams(db),
    seatsAtWork(db, plan.centre),
    overridesNow(db, now),
  ]);
  const rooms = plan.rooms.map(({ name, room, seats }) => ({
    room,
    name,
    seats: seats
      .toSorted((a, b) => a.row - b.row || a.column - b.column)
      .map(({ key, label, seat }) => ({
        seat,
        label,
        frozen: freezeOf(exams.get(room), told.get(key)),
        liftedUntil: liftedUntil(overrides, { room, seat }),
      })),
  }));
  const hub = {
    frozen: freezeOfHub(rooms.flatMap(({ seats }) => seats.map(({ frozen }) => frozen))),
    liftedUntil: liftedUntil(overrides),
  };
  return {
    at: now,
    hub,
    rooms,
    overrides: overrides.map(({ seats, ...one }) => ({ ...one, seats: seats && [...seats] })),
  };
}

/** Whether one seat may be updated now. */
export async function seatFreeze(
  db: Db,
  plan: Pick<RoomPlan, 'centre' | 'rooms'>,
  place: { room: string; seat: string },
  now: number,
): Promise<SeatFreeze> {
  const { rooms } = await freezeBoard(db, plan, now);
  const heard = await lastHeard(db, plan.centre, place);
  const found = rooms.find(({ room }) => room === place.room)?.seats.find(({ seat }) => seat === place.seat);
  return { at: now, frozen: found?.frozen ?? null, liftedUntil: found?.liftedUntil ?? null, heard };
}
