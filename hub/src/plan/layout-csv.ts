import {
  LAYOUT_COLUMNS,
  type LayoutColumn,
  type LayoutPreview,
  type RoomLayout,
  SeatPlace,
  layoutFaults,
} from '@invigil/contract';
import { stringify } from 'csv-stringify/sync';
import * as z from 'zod';
import { type CsvLine, readCsv } from './read-csv.js';

type Fault = LayoutPreview['faults'][number];

/** Faults that are told of one file. */
const MAX_FAULTS = 100;

const Whole = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number);

/** A room's seats as CSV, by row and column. A cell that a spreadsheet would take for a formula gets a `'` before it. */
export function layoutCsv({ seats }: RoomLayout): string {
  const rows = seats
    .toSorted((a, b) => a.row - b.row || a.column - b.column)
    .map((seat) => LAYOUT_COLUMNS.map((column) => seat[column]));
  return stringify([LAYOUT_COLUMNS, ...rows], { escape_formulas: true });
}

/**
 * What a CSV file would make of a room: each of its seats has a line with its label, row and column. The room grows where the file says
 * so; its gaps, doors and front stay. Nothing is changed by it.
 */
export function readLayoutCsv(csv: string, now: RoomLayout): LayoutPreview {
  const lines = readCsv(csv);
  if (!Array.isArray(lines))
    return refused([{ line: lines.row, column: null, message: `this is no CSV: ${lines.why}` }]);
  const [head, ...body] = lines;
  if (head === undefined) return refused([whole('the file is empty')]);
  const order = head.cells.map((name) => LAYOUT_COLUMNS.find((column) => column === name.toLowerCase()));
  const faults = headFaults(head, order);
  if (faults.length > 0) return refused(faults);
  const read = body.map((line) => readLine(line, order));
  const wrong = read.flatMap((one) => ('faults' in one ? one.faults : []));
  const places = read.flatMap((one) => ('place' in one ? [one] : []));
  const seats = places.map(({ place }) => place);
  const layout = { ...now, seats, ...grown(now, seats) };
  const misplaced = layoutFaults(
    layout,
    now.seats.map(({ seat }) => seat),
  );
  // A seat whose line can't be read is not missing.
  const unread = new Set(read.flatMap((one) => ('faults' in one ? [one.seat] : [])));
  const told = misplaced
    .filter(({ code, seat }) => code !== 'missing-seat' || !unread.has(seat ?? ''))
    .map(({ code, message, seat }): Fault => {
      const at = places.findLast(({ place }) => place.seat === seat);
      return { line: at?.line ?? null, column: columnOf(code), message };
    });
  const all = [...wrong, ...told].toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity));
  return all.length > 0 ? refused(all) : { layout, changed: changedSeats(now, layout), faults: [] };
}

/** Names of the seats that stand elsewhere, or have another label. */
function changedSeats(now: RoomLayout, then: RoomLayout): string[] {
  const before = new Map(now.seats.map((one) => [one.seat, one]));
  return then.seats
    .filter((one) => LAYOUT_COLUMNS.some((column) => before.get(one.seat)?.[column] !== one[column]))
    .map(({ seat }) => seat);
}

/** A cell without the `'` by which {@link layoutCsv} keeps a spreadsheet from running it. */
function unescaped(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r])/, '');
}

function headFaults({ cells, row: line }: CsvLine, order: readonly (LayoutColumn | undefined)[]): Fault[] {
  const missing = LAYOUT_COLUMNS.filter((column) => !order.includes(column));
  const twice = LAYOUT_COLUMNS.filter((column) => order.filter((one) => one === column).length > 1);
  const strange = cells.filter((_, i) => order[i] === undefined);
  return [
    ...missing.map((column) => ({ line, column, message: `the first line names no column ${column}` })),
    ...twice.map((column) => ({ line, column, message: `the first line names the column ${column} twice` })),
    ...strange.map((name) => ({
      line,
      column: null,
      message: `the first line names a column ${JSON.stringify(name)}: a layout has ${LAYOUT_COLUMNS.join(', ')}`,
    })),
  ];
}

function readLine(
  { cells, row: line }: CsvLine,
  order: readonly (LayoutColumn | undefined)[],
): { place: SeatPlace; line: number } | { faults: Fault[]; seat: string } {
  const cell = (column: LayoutColumn): string => unescaped(cells[order.indexOf(column)] ?? '');
  const seat = cell('seat');
  if (cells.length !== order.length)
    return {
      seat,
      faults: [{ line, column: null, message: `has ${cells.length} cells in place of ${order.length}` }],
    };
  const numbers = (['row', 'column'] as const).map((column) => ({
    column,
    read: Whole.safeParse(cell(column)),
  }));
  const [row, column] = numbers.map(({ read }) => read.data);
  const parsed = SeatPlace.safeParse({ seat, label: cell('label'), row, column });
  if (parsed.success) return { place: parsed.data, line };
  const bad = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
  const faults = LAYOUT_COLUMNS.flatMap((name): Fault[] => {
    const message = bad.get(name);
    if (message === undefined) return [];
    const said = cell(name) === '' ? 'is empty' : `${JSON.stringify(cell(name))}: ${HELP[name]}`;
    return [{ line, column: name, message: said }];
  });
  return { seat, faults };
}

const HELP = {
  seat: 'must be the name of a seat: small letters, digits and -',
  label: 'must be at most 16 characters',
  row: 'must be a whole number from 1 to 50',
  column: 'must be a whole number from 1 to 50',
} as const satisfies Record<LayoutColumn, string>;

function columnOf(code: string): LayoutColumn | null {
  if (code === 'unknown-seat' || code === 'seat-twice') return 'seat';
  return code === 'same-label' ? 'label' : null;
}

function grown(now: RoomLayout, seats: readonly SeatPlace[]): { rows: number; columns: number } {
  return {
    rows: Math.max(now.rows, ...seats.map(({ row }) => row)),
    columns: Math.max(now.columns, ...seats.map(({ column }) => column)),
  };
}

function whole(message: string): Fault {
  return { line: null, column: null, message };
}

function refused(faults: readonly Fault[]): LayoutPreview {
  return { layout: null, changed: [], faults: faults.slice(0, MAX_FAULTS) };
}
