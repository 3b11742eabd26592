import type { Aisles, MapEdge } from '@invigil/contract';
import type { Place } from './places.js';

/** What of a room says how its map lies to those who sit in it. */
type Lie = { rows: number; columns: number; front: MapEdge; aisles: Aisles };

/** A place on the map as those who face the front count it: rows from the front, columns from their own left. */
export function fromFront(place: { seat: string; row: number; column: number }, lie: Lie): Place {
  const { column, row, seat } = place;
  const fromRight = lie.columns + 1 - column;
  const fromBottom = lie.rows + 1 - row;
  switch (lie.front) {
    case 'top':
      return { seat, row, column, aisles: before(lie.aisles.afterColumns, column) };
    case 'bottom':
      return { seat, row: fromBottom, column: fromRight, aisles: from(lie.aisles.afterColumns, column) };
    case 'left':
      return { seat, row: column, column: fromBottom, aisles: from(lie.aisles.afterRows, row) };
    case 'right':
      return { seat, row: fromRight, column: row, aisles: before(lie.aisles.afterRows, row) };
  }
}

function before(after: readonly number[], line: number): number {
  return after.filter((number) => number < line).length;
}

function from(after: readonly number[], line: number): number {
  return after.filter((number) => number >= line).length;
}
