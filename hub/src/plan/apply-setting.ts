import { canonicalText, type RoomExam } from '@invigil/contract';
import type { PlannedRoom, PlannedSeat } from '../lib/room-plan.js';
import { hashOfPolicy, occupied } from '../lib/room-plan.js';
import { NOTHING_SET, type RoomSetting } from '../store/room-settings.js';
import { applyLayout } from './apply-layout.js';
import { keptLayoutFor } from './kept-layout.js';

const NOBODY = { candidate: null, accommodations: null };

/**
 * Makes a room of the plan be what was set of it, and where nothing was, what the configuration says. While an exam is open its candidates
 * sit there and nobody else. Every part of the hub holds these objects: they are changed here and nowhere else.
 * @param start the room as the configuration draws it
 * @returns the seats at which somebody else sits or another policy is wanted, and whether the room itself is another one
 */
export function applySetting(
  room: PlannedRoom,
  start: PlannedRoom,
  { exam, layout, policy }: RoomSetting = NOTHING_SET,
): { seats: PlannedSeat[]; isRoomChanged: boolean } {
  const { policyHash } = room;
  const before = canonicalText([room.exam, policyHash, room.arranged]);
  if (layout !== null) applyLayout(room, keptLayoutFor(start, layout.layout), layout.n);
  room.policy = policy ?? start.policy;
  room.policyHash = hashOfPolicy(room.policy);
  room.exam = exam && withoutWho(exam);
  const isRoomChanged = before !== canonicalText([room.exam, room.policyHash, room.arranged]);
  const isPolicySame = policyHash === room.policyHash;
  const usual = new Map(start.seats.map((seat) => [seat.seat, seat]));
  const seats = room.seats.filter((seat) => {
    const seated = exam?.seated.get(seat.seat);
    const who =
      exam === null
        ? (usual.get(seat.seat) ?? NOBODY)
        : seated === undefined
          ? NOBODY
          : { candidate: seated.name, accommodations: seated.accommodations };
    const isSame =
      isPolicySame &&
      seat.candidate === who.candidate &&
      canonicalText(seat.accommodations) === canonicalText(who.accommodations);
    if (!isSame) Object.assign(seat, occupied(room.policy, who));
    return !isSame;
  });
  return { seats, isRoomChanged };
}

/** What everybody in the room may know of its exam. */
function withoutWho({ seated: _seated, ...exam }: NonNullable<RoomSetting['exam']>): RoomExam {
  return exam;
}
