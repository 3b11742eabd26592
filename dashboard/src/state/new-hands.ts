import type { SeatView } from '@invigil/contract';
import type { LiveState } from './live-state.js';

/** The seats at which a hand went up with the last change, to be said aloud; none with a page's first snapshot. */
export function newHands(state: LiveState, before: LiveState): SeatView[] {
  if (state.seats === before.seats || before.snapshots === 0) return [];
  return [...state.seats].flatMap(([key, seat]) =>
    seat.hand !== undefined && before.seats.get(key)?.hand?.id !== seat.hand.id ? [seat] : [],
  );
}
