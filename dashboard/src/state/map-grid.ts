import type { Door, MapEdge, RoomView } from '@invigil/contract';

/** What of a room says how its map is drawn. */
export type MapRoom = Pick<RoomView, 'rows' | 'columns' | 'front' | 'aisles' | 'doors'>;

/** Where the seats, the gaps, the doors and the front of a room stand in a grid of tracks. Lines count from 1. */
export type MapGrid = {
  /** Values of `grid-template-columns` and `grid-template-rows`. */
  columns: string;
  rows: string;
  /** The grid lines before a column, and before a row, of seats. */
  column: (column: number) => number;
  row: (row: number) => number;
  /** The lines round the seats: `first / last` of the columns and of the rows. */
  inner: { columns: string; rows: string };
};

/** The outermost tracks hold the front and the doors, on whichever edge they are. */
const EDGE = 'var(--edge, 22px)';
const AISLE = 'minmax(10px, 0.3fr)';
const SEAT = 'minmax(var(--least, 28px), 1fr)';

/** The tracks of a room's map: one for each edge with something on it, each row and column, and each aisle. */
export function mapGrid(room: MapRoom): MapGrid {
  const { afterColumns = [], afterRows = [] } = room.aisles ?? {};
  const used = edgesOf(room);
  const column = (number: number): number => 2 + number - 1 + before(afterColumns, number);
  const row = (number: number): number => 2 + number - 1 + before(afterRows, number);
  return {
    columns: tracks(room.columns, afterColumns, [used.has('left'), used.has('right')]),
    rows: tracks(room.rows, afterRows, [used.has('top'), used.has('bottom')]),
    column,
    row,
    inner: { columns: `2 / ${column(room.columns) + 1}`, rows: `2 / ${row(room.rows) + 1}` },
  };
}

/** Where on the grid something on an edge stands, as `grid-area`. @param at the row or column beside it; left out: along all of them */
export function edgeArea(grid: MapGrid, edge: MapEdge, at?: number): string {
  const along = edge === 'top' || edge === 'bottom' ? grid.inner.columns : grid.inner.rows;
  const [from, to] = along.split(' / ');
  const line = edge === 'top' || edge === 'bottom' ? grid.column : grid.row;
  const [start, end] = at === undefined ? [from, to] : [line(at), line(at) + 1];
  switch (edge) {
    case 'top':
      return `1 / ${start} / 2 / ${end}`;
    case 'bottom':
      return `-2 / ${start} / -1 / ${end}`;
    case 'left':
      return `${start} / 1 / ${end} / 2`;
    case 'right':
      return `${start} / -2 / ${end} / -1`;
  }
}

/** The edge that candidates face. */
export function frontOf({ front = 'top' }: Pick<RoomView, 'front'>): MapEdge {
  return front;
}

function edgesOf(room: MapRoom): ReadonlySet<MapEdge> {
  return new Set([frontOf(room), ...(room.doors ?? []).map(({ edge }: Door) => edge)]);
}

function tracks(lines: number, after: readonly number[], [first, last]: [boolean, boolean]): string {
  const seats = Array.from({ length: lines }, (_, i) =>
    after.includes(i + 1) && i + 1 < lines ? `${SEAT} ${AISLE}` : SEAT,
  );
  return [first ? EDGE : '0', ...seats, last ? EDGE : '0'].join(' ');
}

function before(after: readonly number[], line: number): number {
  return after.filter((number) => number < line).length;
}
