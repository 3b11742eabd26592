/** A place in the room, from 1; row 1 is at the front. */
export type GridPlace = { row: number; column: number };

const STEPS = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
} as const;

/**
 * The place that a key leads to from another, or undefined where it leads nowhere. Arrows go to the nearest place in
 * that row or column, over gaps; Home and End to the ends of the row.
 */
export function walk<T extends GridPlace>(places: readonly T[], from: GridPlace, key: string): T | undefined {
  const inRow = places.filter(({ row }) => row === from.row).sort((a, b) => a.column - b.column);
  switch (key) {
    case 'Home':
      return inRow[0];
    case 'End':
      return inRow.at(-1);
    case 'ArrowUp':
    case 'ArrowDown':
    case 'ArrowLeft':
    case 'ArrowRight':
      return nearest(places, from, STEPS[key]);
    default:
      return undefined;
  }
}

function nearest<T extends GridPlace>(places: readonly T[], from: GridPlace, step: GridPlace): T | undefined {
  const ahead = places.filter((place) => {
    const down = (place.row - from.row) * step.row;
    const right = (place.column - from.column) * step.column;
    const sameLine = step.row === 0 ? place.row === from.row : place.column === from.column;
    return sameLine && down + right > 0;
  });
  return ahead.sort((a, b) => distance(a, from) - distance(b, from))[0];
}

function distance(a: GridPlace, b: GridPlace): number {
  return Math.abs(a.row - b.row) + Math.abs(a.column - b.column);
}
