import type { Door, RoomLayout, RoomView, SeatPlace, SeatView } from '@invigil/contract';
import type { GridPlace } from './grid-walk.js';

/** How many steps can be undone. */
const MAX_STEPS = 200;

/** A layout that is being changed. Never changed in place. */
export type LayoutEdit = {
  /** As the hub has it. */
  saved: RoomLayout;
  now: RoomLayout;
  /** What undo goes back to, the last one first to come. */
  past: readonly RoomLayout[];
  /** What was undone. */
  future: readonly RoomLayout[];
};

/** How a room stands, as the live feed tells it. */
export function layoutOfRoom(room: RoomView, seats: readonly SeatView[]): RoomLayout {
  const { aisles, columns, doors = [], front = 'top', rows } = room;
  return {
    rows,
    columns,
    front,
    aisles: aisles ?? { afterRows: [], afterColumns: [] },
    doors,
    seats: seats.map(({ column, label, row, seat }) => ({ seat, label, row, column })),
  };
}

/** Nothing is changed yet. */
export function startEdit(saved: RoomLayout): LayoutEdit {
  return { saved, now: saved, past: [], future: [] };
}

/** One more step, which can be undone; the same where it changes nothing. */
export function withStep(edit: LayoutEdit, now: RoomLayout): LayoutEdit {
  if (isSame(edit.now, now)) return edit;
  return { ...edit, now, past: [...edit.past, edit.now].slice(-MAX_STEPS), future: [] };
}

export function undone(edit: LayoutEdit): LayoutEdit {
  const before = edit.past.at(-1);
  if (before === undefined) return edit;
  return { ...edit, now: before, past: edit.past.slice(0, -1), future: [edit.now, ...edit.future] };
}

export function redone(edit: LayoutEdit): LayoutEdit {
  const [next, ...future] = edit.future;
  if (next === undefined) return edit;
  return { ...edit, now: next, past: [...edit.past, edit.now], future };
}

/** Whether something is changed that the hub doesn't have. */
export function isChanged({ now, saved }: LayoutEdit): boolean {
  return !isSame(now, saved);
}

/** The seat that stands at a place. */
export function seatAt({ seats }: RoomLayout, { column, row }: GridPlace): SeatPlace | undefined {
  return seats.find((seat) => seat.row === row && seat.column === column);
}

/** A seat stands elsewhere; who stood there takes its place. */
export function withSeatAt(layout: RoomLayout, name: string, to: GridPlace): RoomLayout {
  const from = layout.seats.find(({ seat }) => seat === name);
  if (from === undefined) return layout;
  const other = seatAt(layout, to);
  const seats = layout.seats.map((seat) => {
    if (seat.seat === name) return { ...seat, row: to.row, column: to.column };
    return seat.seat === other?.seat ? { ...seat, row: from.row, column: from.column } : seat;
  });
  return { ...layout, seats };
}

/** A seat with another label. */
export function withLabel(layout: RoomLayout, name: string, label: string): RoomLayout {
  return { ...layout, seats: layout.seats.map((seat) => (seat.seat === name ? { ...seat, label } : seat)) };
}

/** An aisle more, or one less where there is one. */
export function withAisle(layout: RoomLayout, which: keyof RoomLayout['aisles'], after: number): RoomLayout {
  const before = layout.aisles[which];
  const now = before.includes(after) ? before.filter((one) => one !== after) : [...before, after];
  return { ...layout, aisles: { ...layout.aisles, [which]: now.toSorted((a, b) => a - b) } };
}

/** A door more, or one less where there is one. */
export function withDoor(layout: RoomLayout, door: Door): RoomLayout {
  const others = layout.doors.filter(({ at, edge }) => at !== door.at || edge !== door.edge);
  return { ...layout, doors: others.length < layout.doors.length ? others : [...layout.doors, door] };
}

/** The smallest size in which each seat has its place. */
export function leastSize({ seats }: RoomLayout): { rows: number; columns: number } {
  return {
    rows: Math.max(1, ...seats.map(({ row }) => row)),
    columns: Math.max(1, ...seats.map(({ column }) => column)),
  };
}

/** Another size, as far as each seat keeps its place; gaps and doors that would be outside go. */
export function withSize(layout: RoomLayout, size: { rows: number; columns: number }): RoomLayout {
  const least = leastSize(layout);
  const rows = clamp(size.rows, least.rows);
  const columns = clamp(size.columns, least.columns);
  return {
    ...layout,
    rows,
    columns,
    aisles: {
      afterRows: layout.aisles.afterRows.filter((after) => after < rows),
      afterColumns: layout.aisles.afterColumns.filter((after) => after < columns),
    },
    doors: layout.doors.filter(
      ({ at, edge }) => at <= (edge === 'top' || edge === 'bottom' ? columns : rows),
    ),
  };
}

function clamp(wanted: number, least: number): number {
  return Math.min(50, Math.max(least, Math.round(wanted)));
}

function isSame(a: RoomLayout, b: RoomLayout): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

/** The same layout written the same way, whatever the order in which it was made. */
function inOrder({ aisles, columns, doors, front, rows, seats }: RoomLayout): unknown[] {
  return [
    rows,
    columns,
    front,
    aisles.afterRows,
    aisles.afterColumns,
    doors.map(({ at, edge }) => `${edge} ${at}`).toSorted(),
    seats.map(({ column, label, row, seat }) => [seat, label, row, column].join('\n')).toSorted(),
  ];
}
