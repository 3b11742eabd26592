import { isRoomKind, type Policy } from '@invigil/contract';
import { mutualLooks } from './mutual-looks.js';
import { neighbourLooks } from './neighbour-looks.js';
import { neighbourOf, type Place } from './places.js';
import type { SeatSignal } from './seat-signal.js';

/** A room in which findings are made. */
export type FindingRoom = {
  /** Its name within its centre. */
  room: string;
  /** Of the seats at which somebody may sit. */
  places: readonly Place[];
  rules: Policy['room'];
};

/** Who sits beside a seat. */
export function neighboursOf(places: readonly Place[], seat: string): string[] {
  return [neighbourOf(places, seat, 'left'), neighbourOf(places, seat, 'right')].filter(
    (one) => one !== undefined,
  );
}

/**
 * The findings that looks of one seat are part of: its own, and those at its neighbours where looks met. What was told
 * late makes findings of its own, marked as history, and changes none that was made without it.
 * @param looks of the seat and its neighbours
 */
export function findLooks(seat: string, room: FindingRoom, looks: readonly SeatSignal[]): SeatSignal[] {
  const told = looks.filter(({ hist }) => !hist);
  const live = findAmong(seat, room, told, false);
  if (told.length === looks.length) return live;
  const late = findAmong(seat, room, looks, true).filter((one) => !live.some((other) => areOne(one, other)));
  return [...live, ...late];
}

/** Whether a finding is about looks between two seats that one of them is. */
export function isAbout(seat: string, { seat: at, signal }: SeatSignal): boolean {
  return (
    isRoomKind(signal.kind) && (at === seat || (signal.kind === 'mutual-looks' && signal.toward === seat))
  );
}

function findAmong(
  seat: string,
  room: FindingRoom,
  looks: readonly SeatSignal[],
  hist: boolean,
): SeatSignal[] {
  const { rules } = room;
  const own = looks.filter((look) => look.seat === seat);
  const repeats = rules['neighbour-looks'].enabled
    ? neighbourLooks(seat, room, own, rules['neighbour-looks']).map((signal) => ({ seat, signal }))
    : [];
  const meets = rules['mutual-looks'].enabled
    ? neighboursOf(room.places, seat).flatMap((other) =>
        mutualLooks([seat, other], room, looks, rules['mutual-looks']),
      )
    : [];
  return [...repeats, ...meets].map((one) => ({ ...one, hist }));
}

function areOne(a: SeatSignal, b: SeatSignal): boolean {
  return (
    a.seat === b.seat &&
    a.signal.kind === b.signal.kind &&
    a.signal.toward === b.signal.toward &&
    a.signal.startedAt <= (b.signal.endedAt ?? Number.POSITIVE_INFINITY) &&
    b.signal.startedAt <= (a.signal.endedAt ?? Number.POSITIVE_INFINITY)
  );
}
