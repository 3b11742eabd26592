/**
 * Where a seat that somebody may sit at stands: row 1 at the front, column 1 at the own left of who faces the front. `aisles`: how many
 * there are between it and the left wall; none where left out.
 */
export type Place = { seat: string; row: number; column: number; aisles?: number };

/** A neighbour may be this many columns away: one place between two candidates is often left free. An aisle counts like a place. */
const NEAREST_COLUMNS = 2;

/**
 * The next seat in the same row to somebody's own left or right. In front and behind nothing is claimed: a look up is
 * one to the front of the room, a look down one to the desk, and nobody sees who looks behind.
 */
export function neighbourOf(
  places: readonly Place[],
  seat: string,
  side: 'left' | 'right',
): string | undefined {
  const own = places.find((place) => place.seat === seat);
  if (own === undefined) return undefined;
  const sign = side === 'left' ? -1 : 1;
  const next = places
    .filter(({ column, row }) => row === own.row && sign * (column - own.column) > 0)
    .toSorted((a, b) => sign * (a.column - b.column))[0];
  return next !== undefined && distanceOf(own, next) <= NEAREST_COLUMNS ? next.seat : undefined;
}

function distanceOf(a: Place, b: Place): number {
  return Math.abs(a.column - b.column) + Math.abs((a.aisles ?? 0) - (b.aisles ?? 0));
}

/** Whether who walks from one place comes to the other next: beside, before, behind or across. */
export function areAdjacent(a: Place, b: Place): boolean {
  const rows = Math.abs(a.row - b.row);
  const columns = Math.abs(a.column - b.column);
  return rows <= 1 && columns <= 1 && rows + columns > 0;
}
