import type { SeatView } from '@invigil/contract';
import type { SeatLevel } from '../lib/words.js';

/**
 * The one level that a seat is shown with. What was seen and asks for a look now comes before a camera that sees
 * nothing, and that before a look that can wait. A seat that isn't online has the word for that.
 */
export function seatLevel(seat: SeatView): SeatLevel {
  if (seat.state !== 'online') return seat.state;
  if (seat.risk.level === 'alert') return 'alert';
  if (seat.blind.length > 0) return 'blind';
  // Nothing is watched, so nothing can be calm; what the camera did not bring is shown all the same.
  return seat.unwatched === true && seat.risk.level === 'calm' ? 'unwatched' : seat.risk.level;
}

/** How many seats are watched, are not by arrangement, can't be seen (a lost seat is one), and are empty. */
export type RoomCounts = { watched: number; unwatched: number; blind: number; empty: number };

/** Counts the seats of a room. Every seat is in exactly one count. */
export function roomCounts(seats: readonly SeatView[]): RoomCounts {
  const counts = { watched: 0, unwatched: 0, blind: 0, empty: 0 };
  for (const seat of seats) counts[countOf(seat)] += 1;
  return counts;
}

function countOf(seat: SeatView): keyof RoomCounts {
  switch (seat.state) {
    case 'online':
      if (seat.unwatched === true) return 'unwatched';
      return seat.blind.length > 0 ? 'blind' : 'watched';
    case 'lost':
      return 'blind';
    case 'stopped':
    case 'never':
      return 'empty';
  }
}
