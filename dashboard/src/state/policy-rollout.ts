import type { RoomView, SeatView } from '@invigil/contract';

/** How far a seat is with the policy that it should work under. `deaf`: it works under it, and does not know some of its fields. */
type SeatRollout = { seat: SeatView; step: 'confirmed' | 'waiting' | 'away' | 'deaf' };
/** A room with how far its seats are, those that differ first. */
export type RoomRollout = { room: RoomView; confirmed: number; seats: readonly SeatRollout[] };

const ORDER = ['waiting', 'away', 'deaf', 'confirmed'] as const;

/** How far the seats of a room are with what the hub wants of each: what was arranged with a candidate gives a seat a hash of its own. */
export function rolloutOf(room: RoomView, all: Iterable<SeatView>): RoomRollout {
  const seats = [...all]
    .filter((seat) => seat.room === room.room)
    .map((seat) => ({ seat, step: stepOf(seat, room) }))
    .toSorted(
      (a, b) => ORDER.indexOf(a.step) - ORDER.indexOf(b.step) || a.seat.label.localeCompare(b.seat.label),
    );
  return {
    room,
    seats,
    confirmed: seats.filter(({ step }) => step === 'confirmed' || step === 'deaf').length,
  };
}

function stepOf(seat: SeatView, room: RoomView): SeatRollout['step'] {
  if (seat.state !== 'online') return 'away';
  if (seat.policyHash !== (seat.wantedPolicyHash ?? room.policyHash)) return 'waiting';
  return (seat.policyIgnored?.length ?? 0) > 0 ? 'deaf' : 'confirmed';
}
