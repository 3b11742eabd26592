import type { RoomLayout } from '@invigil/contract';
import type { PlannedRoom, PlannedSeat } from '../lib/room-plan.js';

/** How a room stands now. */
export function layoutOf(room: PlannedRoom): RoomLayout {
  const { aisles, columns, doors, front, rows, seats } = room;
  return {
    rows,
    columns,
    front,
    aisles,
    doors: [...doors],
    seats: seats.map(({ column, label, row, seat }) => ({ seat, label, row, column })),
  };
}

/**
 * Arranges a room and its seats in place: whoever holds them sees it at once. The layout is one without faults, of exactly these seats.
 * @param arranged how many times it was arranged, with this one
 */
export function applyLayout(room: PlannedRoom, layout: RoomLayout, arranged: number): void {
  const { aisles, columns, doors, front, rows } = layout;
  Object.assign(room, { aisles, arranged, columns, doors, front, rows });
  const seats = new Map<string, PlannedSeat>(room.seats.map((seat) => [seat.seat, seat]));
  for (const { column, label, row, seat } of layout.seats)
    Object.assign(seats.get(seat) ?? {}, { column, label, row });
}
