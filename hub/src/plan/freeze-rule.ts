import type { Freeze } from '@invigil/contract';
import type { KeptOverride, SeatAtWork } from '../store/freeze.js';

/**
 * Whether a seat's machine is frozen. What the seat said last counts until it says good-bye: one that was lost in a session may be in it still.
 * @param examSince when the exam that is open in its room was opened; undefined: none is
 */
export function freezeOf(examSince: number | undefined, told: SeatAtWork | undefined): Freeze | null {
  if (examSince !== undefined) return { since: examSince, why: 'exam' };
  if (told === undefined || told.session === null) return null;
  const since = told.since ?? 0;
  if (told.state === 'online') return { since, why: 'session' };
  return told.state === 'lost' ? { since, why: 'unheard' } : null;
}

/** The freeze of a hub by those of its seats: that since when the first of them is. */
export function freezeOfHub(seats: readonly (Freeze | null)[]): Freeze | null {
  const held = seats.filter((freeze) => freeze !== null);
  return held.toSorted((a, b) => a.since - b.since)[0] ?? null;
}

/** Until when a freeze is lifted by two people; null: it isn't. @param place undefined: the hub itself */
export function liftedUntil(
  overrides: readonly KeptOverride[],
  place?: { room: string; seat: string },
): number | null {
  const covering = overrides.filter(
    ({ grantedBy, room, seats }) =>
      grantedBy !== null &&
      room === (place?.room ?? null) &&
      (place === undefined || seats === null || seats.includes(place.seat)),
  );
  return covering.length === 0 ? null : Math.max(...covering.map(({ until }) => until));
}
