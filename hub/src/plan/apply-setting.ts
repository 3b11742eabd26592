import { canonicalText } from '@invigil/contract';
import type { PlannedRoom, PlannedSeat } from '../lib/room-plan.js';
import { hashOfPolicy, occupied } from '../lib/room-plan.js';
import type { RoomSetting } from '../store/room-settings.js';

const NOTHING_SET: RoomSetting = { policy: null, exam: null };
const NOBODY = { candidate: null, accommodations: null };

/**
 * Makes a room of the plan be what was set of it, and where nothing was, what the configuration says. While an exam is open its candidates
 * sit there and nobody else. Every part of the hub holds these objects: they are changed here and nowhere else.
 * @param start the room as the configuration draws it; undefined: it is not in there
 * @returns the seats of which something changed, and whether the room itself did
 */
export function applySetting(
  room: PlannedRoom,
  start: PlannedRoom | undefined,
  { exam, policy }: RoomSetting = NOTHING_SET,
): { seats: PlannedSeat[]; isRoomChanged: boolean } {
  const before = { exam: room.exam, policyHash: room.policyHash };
  room.policy = policy ?? start?.policy ?? room.policy;
  room.policyHash = hashOfPolicy(room.policy);
  room.exam = exam && { exam: exam.exam, name: exam.name, startsAt: exam.startsAt, endsAt: exam.endsAt };
  const usual = new Map(start?.seats.map((seat) => [seat.seat, seat]));
  const isRoomChanged =
    before.policyHash !== room.policyHash || canonicalText(before.exam) !== canonicalText(room.exam);
  const seats = room.seats.filter((seat) => {
    const seated = exam?.seated.get(seat.seat);
    const who =
      exam === null
        ? (usual.get(seat.seat) ?? NOBODY)
        : seated === undefined
          ? NOBODY
          : { candidate: seated.name, accommodations: seated.accommodations };
    const now = occupied(room.policy, who);
    const isSame =
      seat.candidate === now.candidate &&
      seat.arrangement === now.arrangement &&
      seat.policyHash === now.policyHash;
    Object.assign(seat, now);
    return !isSame;
  });
  return { seats, isRoomChanged };
}
