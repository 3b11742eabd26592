import { isBlind } from '@invigil/contract';
import type { PlannedRoom, PlannedSeat } from '../lib/room-plan.js';
import type { FindingRoom } from '../room/find-looks.js';
import { fromFront } from '../room/from-front.js';
import type { IngestContext } from './ingest-context.js';

/** A room, as one transaction looks at it. */
export type RoomAtWork = FindingRoom & {
  /** Row numbers by the seats' names. */
  ids: Map<string, number>;
  seatOf: (name: string) => PlannedSeat | undefined;
  /** Names of the seats that are online, with a camera that can see. */
  watched: () => Set<string>;
  /** Names of the seats that are online, with a microphone that is listened to. */
  listening: () => Set<string>;
};

export function atWork(context: IngestContext, planned: PlannedRoom): RoomAtWork {
  const byName = new Map(planned.seats.map((seat) => [seat.seat, seat]));
  return {
    room: planned.room,
    // A desk without a candidate's name, from which nothing was ever heard, has nobody to look at.
    places: planned.seats
      .filter((seat) => seat.candidate !== null || (context.board.seat(seat.key)?.boot ?? null) !== null)
      .map((seat) => fromFront(seat, planned)),
    rules: planned.policy.room,
    ids: new Map(planned.seats.map((seat) => [seat.seat, context.seatId(seat)])),
    seatOf: (name) => byName.get(name),
    watched: () =>
      new Set(planned.seats.filter(({ key }) => isWatched(context, key)).map(({ seat }) => seat)),
    listening: () =>
      new Set(planned.seats.filter((seat) => isListening(context, seat)).map(({ seat }) => seat)),
  };
}

function isWatched({ board }: IngestContext, key: string): boolean {
  const now = board.seat(key);
  const blind = [...(now?.open.values() ?? [])].some(({ kind }) => isBlind(kind));
  return now?.state === 'online' && !now.shut && !blind;
}

function isListening({ board }: IngestContext, { key, policy }: PlannedSeat): boolean {
  const now = board.seat(key);
  const isLost = [...(now?.open.values() ?? [])].some(({ kind }) => kind === 'microphone-lost');
  return policy.parts.microphone && now?.state === 'online' && !isLost;
}
