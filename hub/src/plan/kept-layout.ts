import type { RoomLayout, SeatPlace } from '@invigil/contract';
import { layoutOf } from './apply-layout.js';
import type { PlannedRoom } from '../lib/room-plan.js';

/**
 * What was arranged, for the seats that the configuration names now: one that is new stands where the configuration has it, or at the
 * first place that is free, and the room grows where it has to; one that is gone leaves its place.
 */
export function keptLayoutFor(room: PlannedRoom, kept: RoomLayout): RoomLayout {
  const drawn = layoutOf(room);
  const places = new Map(kept.seats.map((one) => [one.seat, one]));
  const known = drawn.seats.flatMap(({ seat }) => places.get(seat) ?? []);
  const added = drawn.seats.filter(({ seat }) => !places.has(seat));
  if (added.length === 0) return { ...kept, seats: known };
  const size = {
    rows: Math.max(kept.rows, drawn.rows),
    columns: Math.max(kept.columns, drawn.columns),
  };
  const seats = [...known];
  for (const one of added) {
    const place = [one, ...placesOf(size)].find((at) => !seats.some((other) => isAt(other, at)));
    if (place !== undefined) seats.push({ ...one, row: place.row, column: place.column });
  }
  return { ...kept, ...size, seats };
}

function placesOf({ columns, rows }: { columns: number; rows: number }): { row: number; column: number }[] {
  return Array.from({ length: rows * columns }, (_, i) => ({
    row: Math.floor(i / columns) + 1,
    column: (i % columns) + 1,
  }));
}

function isAt(seat: SeatPlace, { column, row }: { column: number; row: number }): boolean {
  return seat.row === row && seat.column === column;
}
