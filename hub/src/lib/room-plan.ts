import { type Policy, type SeatAddress, canonicalPolicy, seatKey } from '@invigil/contract';
import type { HubConfig } from './hub-config.js';
import { sha256Hex } from './sha256.js';

/** A seat that the hub knows of, and where it stands. */
export type PlannedSeat = SeatAddress & {
  /** `room/seat`. */
  key: string;
  label: string;
  row: number;
  column: number;
  candidate: string | null;
  tokenHash: string;
};

/** A room that the hub knows of, with the policy that it wants there. */
export type PlannedRoom = {
  room: string;
  name: string;
  rows: number;
  columns: number;
  policy: Policy;
  policyHash: string;
  seats: PlannedSeat[];
};

/** The rooms and seats of a centre as its configuration draws them. */
export type RoomPlan = {
  centre: string;
  rooms: readonly PlannedRoom[];
  /** Every seat by its `room/seat` key. */
  seats: ReadonlyMap<string, PlannedSeat>;
};

export function planRooms(config: Pick<HubConfig, 'centre' | 'rooms'>): RoomPlan {
  const rooms = config.rooms.map((room) => ({
    room: room.room,
    name: room.name,
    rows: room.rows,
    columns: room.columns,
    policy: room.policy,
    policyHash: sha256Hex(canonicalPolicy(room.policy)),
    seats: room.seats.map((seat) => ({
      ...seat,
      centre: config.centre,
      room: room.room,
      key: seatKey({ room: room.room, seat: seat.seat }),
      candidate: seat.candidate ?? null,
    })),
  }));
  const seats = new Map(rooms.flatMap((room) => room.seats).map((seat) => [seat.key, seat]));
  return { centre: config.centre, rooms, seats };
}
