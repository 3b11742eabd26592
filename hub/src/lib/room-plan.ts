import {
  type Aisles,
  type Door,
  type MapEdge,
  type Policy,
  type SeatAddress,
  canonicalPolicy,
  seatKey,
  withAccommodations,
} from '@invigil/contract';
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
  /** What was arranged with the candidate, in words for the invigilator; null where nothing was. */
  arrangement: string | null;
  /** What the hub wants here: the room's policy, eased by the arrangement. */
  policy: Policy;
  policyHash: string;
  /** Undefined of a seat that comes with a certificate only. */
  tokenHash?: string | undefined;
};

/** A room that the hub knows of, with the policy that it wants where nothing is arranged. */
export type PlannedRoom = {
  room: string;
  name: string;
  rows: number;
  columns: number;
  policy: Policy;
  policyHash: string;
  seats: PlannedSeat[];
  /** The edge of the map that candidates face. */
  front: MapEdge;
  aisles: Aisles;
  doors: readonly Door[];
  /** How many times it was arranged in the dashboard. */
  arranged: number;
};

/**
 * The rooms and seats of a centre, first as its configuration draws them. Everybody holds the same objects; only `hub/src/plan` changes
 * them.
 */
export type RoomPlan = {
  centre: string;
  rooms: readonly PlannedRoom[];
  /** Every seat by its `room/seat` key. */
  seats: ReadonlyMap<string, PlannedSeat>;
};

export function planRooms(config: Pick<HubConfig, 'centre' | 'rooms'>): RoomPlan {
  const rooms = config.rooms.map((room): PlannedRoom => ({
    room: room.room,
    name: room.name,
    rows: room.rows,
    columns: room.columns,
    policy: room.policy,
    policyHash: hashOf(room.policy),
    seats: room.seats.map((seat) => planSeat(config.centre, room, seat)),
    front: room.front,
    aisles: room.aisles,
    doors: room.doors,
    arranged: 0,
  }));
  const seats = new Map(rooms.flatMap((room) => room.seats).map((seat) => [seat.key, seat]));
  return { centre: config.centre, rooms, seats };
}

type RoomConfig = HubConfig['rooms'][number];

function planSeat(centre: string, room: RoomConfig, seat: RoomConfig['seats'][number]): PlannedSeat {
  const { accommodations, candidate, ...place } = seat;
  const policy = accommodations === undefined ? room.policy : withAccommodations(room.policy, accommodations);
  return {
    ...place,
    centre,
    room: room.room,
    key: seatKey({ room: room.room, seat: seat.seat }),
    candidate: candidate ?? null,
    arrangement: accommodations?.words ?? null,
    policy,
    policyHash: hashOf(policy),
  };
}

function hashOf(policy: Policy): string {
  return sha256Hex(canonicalPolicy(policy));
}
