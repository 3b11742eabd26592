import { readFileSync } from 'node:fs';
import { Slug } from '@invigil/contract';
import { readCsv } from '@invigil/hub/boundaries';
import { FleetError } from './fleet-error.js';

/** One machine of a fleet: a line of `seats.csv`. */
export type FleetSeat = {
  /** As `ssh` takes it: a name, an address, an alias of `~/.ssh/config`, or `user@` before one. */
  host: string;
  room: string;
  seat: string;
  /** As the installer's `--camera`; empty: the one that udev's rule names. `port:` before it: its `--camera-port`. */
  camera: string;
  /** Name of a file of further answers for the installer; empty: none. */
  profile: string;
};

/** A fault of the list, where a spreadsheet shows it. */
type CsvFault = { row: number; column: string; why: string };

const COLUMNS = ['host', 'room', 'seat', 'camera', 'profile'] as const;
type Column = (typeof COLUMNS)[number];
const NEEDED: ReadonlySet<Column> = new Set(['host', 'room', 'seat']);

/** It goes onto a command line of ssh, so nothing that could be an option or another word. */
const HOST = /^(?:[a-z_][a-z0-9_-]{0,31}@)?[a-zA-Z0-9](?:[a-zA-Z0-9.:-]{0,252}[a-zA-Z0-9])?$/;
const CAMERA = /^(?:[\w./:+-]{1,200})?$/;

/** Whether a text is a host as `ssh` takes it, and nothing else. */
export function isHost(text: string): boolean {
  return HOST.test(text);
}

/** Reads the list of a fleet. Throws a FleetError that names every fault by row and column. */
export function readSeats(file: string): FleetSeat[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new FleetError(`${file}: there is no such file; it has a line for each seat: ${COLUMNS.join(',')}`);
  }
  const read = parseSeats(text);
  if (!('faults' in read)) return read.seats;
  const lines = read.faults.map(({ column, row, why }) => `  row ${row}, ${column}: ${why}`);
  throw new FleetError([`${file}: nothing was done:`, ...lines].join('\n'));
}

/** The seats of a list, or all of its faults. */
export function parseSeats(text: string): { seats: FleetSeat[] } | { faults: CsvFault[] } {
  const lines = readCsv(text);
  if (!Array.isArray(lines)) return { faults: [{ row: lines.row ?? 1, column: 'line', why: lines.why }] };
  const [head, ...rest] = lines;
  if (head === undefined) return { faults: [{ row: 1, column: 'line', why: `it is empty; ${theHead()}` }] };
  const columns = head.cells.map((cell) => COLUMNS.find((column) => column === cell.toLowerCase()));
  const faults = faultsOfHead(head, columns);
  if (faults.length > 0) return { faults };
  const seats: FleetSeat[] = [];
  const seen = new Map<string, number>();
  for (const { cells, row } of rest) {
    const seat: FleetSeat = { host: '', room: '', seat: '', camera: '', profile: '' };
    for (const [i, cell] of cells.entries()) {
      const column = columns[i];
      if (column !== undefined) seat[column] = cell;
      else if (cell !== '')
        faults.push({ row, column: `column ${i + 1}`, why: `the head names no column for "${cell}"` });
    }
    faults.push(...faultsOf(seat).map((fault) => ({ row, ...fault })));
    for (const [column, key] of [
      ['host', seat.host],
      ['seat', `${seat.room}/${seat.seat}`],
    ] as const) {
      const before = seen.get(`${column} ${key}`);
      if (before !== undefined) faults.push({ row, column, why: `${key} stands in row ${before} already` });
      seen.set(`${column} ${key}`, before ?? row);
    }
    seats.push(seat);
  }
  if (seats.length === 0) faults.push({ row: 2, column: 'line', why: 'there is no seat in it' });
  return faults.length > 0 ? { faults } : { seats };
}

function faultsOfHead(head: { row: number; cells: string[] }, columns: (Column | undefined)[]): CsvFault[] {
  const unknown = head.cells.flatMap((cell, i) =>
    columns[i] === undefined && cell !== ''
      ? [{ row: head.row, column: `column ${i + 1}`, why: `there is no column ${cell}; ${theHead()}` }]
      : [],
  );
  const missing = [...NEEDED].filter((column) => !columns.includes(column));
  return [
    ...unknown,
    ...missing.map((column) => ({ row: head.row, column, why: `the column is missing; ${theHead()}` })),
  ];
}

function faultsOf({ camera, host, profile, room, seat }: FleetSeat): Omit<CsvFault, 'row'>[] {
  const faults: Omit<CsvFault, 'row'>[] = [];
  if (!isHost(host)) faults.push({ column: 'host', why: `"${host}" is no name or address of a machine` });
  for (const [column, name] of [
    ['room', room],
    ['seat', seat],
  ] as const) {
    const read = Slug.safeParse(name);
    if (!read.success)
      faults.push({ column, why: `"${name}" ${read.error.issues[0]?.message ?? 'is no name'}` });
  }
  if (!CAMERA.test(camera))
    faults.push({ column: 'camera', why: `"${camera}" is no device, film: or port:` });
  if (profile !== '' && !Slug.safeParse(profile).success)
    faults.push({ column: 'profile', why: `"${profile}" is no name of a profile` });
  return faults;
}

function theHead(): string {
  return `its first line is ${COLUMNS.join(',')}; camera and profile may be left out`;
}
