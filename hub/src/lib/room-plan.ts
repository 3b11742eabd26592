import {
  type Accommodations,
  type Aisles,
  type Door,
  type MapEdge,
  type Policy,
  type RoomExam,
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
  /** What was arranged with the candidate; null where nothing was. */
  accommodations: Accommodations | null;
  /** It in words for the invigilator. */
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
  /** The exam that is open here; null where none is. */
  exam: RoomExam | null;
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
 * them, while the hub runs.
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
    policyHash: hashOfPolicy(room.policy),
    exam: null,
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
  const { accommodations = null, candidate = null, ...place } = seat;
  return {
    ...place,
    centre,
    room: room.room,
    key: seatKey({ room: room.room, seat: seat.seat }),
    ...occupied(room.policy, { candidate, accommodations }),
  };
}

/** What follows for a seat from who sits there. */
export function occupied(
  policy: Policy,
  { accommodations, candidate }: Pick<PlannedSeat, 'candidate' | 'accommodations'>,
): Pick<PlannedSeat, 'accommodations' | 'arrangement' | 'candidate' | 'policy' | 'policyHash'> {
  const eased = accommodations === null ? policy : withAccommodations(policy, accommodations);
  const arrangement = accommodations?.words ?? null;
  return { candidate, accommodations, arrangement, policy: eased, policyHash: hashOfPolicy(eased) };
}

/** SHA-256 of a policy's canonical text. */
export function hashOfPolicy(policy: Policy): string {
  return sha256Hex(canonicalPolicy(policy));
}
