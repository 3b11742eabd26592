import { type ImportFault, IMPORT_COLUMNS, type ImportColumn, MAX_IMPORT_ROWS } from '@invigil/contract';
import { type CsvLine, readCsv } from '../read-csv.js';

/** A line of the file with its cells by column, as they were written. */
export type TableRow = { row: number; cells: ReadonlyMap<ImportColumn, string> };
/** A file of candidates as a table. */
export type Table = { columns: ReadonlySet<ImportColumn>; rows: TableRow[] };

const LONGEST_VALUE = 80;

/** A fault of the file, or of a row or cell of it. */
export function fault(
  code: ImportFault['code'],
  { column = null, row = null, value = '' }: Partial<Omit<ImportFault, 'code'>> = {},
): ImportFault {
  return { row, column, code, value: value.slice(0, LONGEST_VALUE) };
}

/**
 * Bytes into a table: UTF-8 with or without a byte order mark, with commas, semicolons or tabs, quotes where they are needed; the first
 * line names the columns, in any order and case.
 */
export function readTable(bytes: Uint8Array): Table | ImportFault[] {
  const text = decode(bytes);
  if (text === undefined) return [fault('not-utf-8')];
  const lines = readCsv(text);
  if (!Array.isArray(lines)) return [fault('not-csv', { row: lines.row })];
  const [head, ...body] = lines;
  if (head === undefined) return [fault('no-rows')];
  const names = head.cells.map((name) => name.toLowerCase());
  // Spreadsheets write columns that once held something, and have no name.
  const order = names.map((name) => (name === '' ? null : columnOf(name)));
  const faults = [
    ...headFaults(head, names),
    ...body.flatMap(({ cells, row }) => {
      const value = cells.find((cell, i) => cell !== '' && (order[i] ?? null) === null);
      return value === undefined || order.includes(undefined) ? [] : [fault('cell-beyond', { row, value })];
    }),
  ];
  if (body.length === 0) faults.push(fault('no-rows'));
  if (body.length > MAX_IMPORT_ROWS) faults.push(fault('too-many-rows', { value: String(body.length) }));
  if (faults.length > 0) return faults;
  const columns = order.flatMap((column, i) => (column ? [[column, i] as const] : []));
  const rows = body.map(({ cells, row }) => ({
    row,
    cells: new Map(columns.map(([column, i]) => [column, cells[i] ?? ''])),
  }));
  return { columns: new Set(columns.map(([column]) => column)), rows };
}

function headFaults({ cells, row }: CsvLine, names: readonly string[]): ImportFault[] {
  const faults = names.flatMap((name, i): ImportFault[] => {
    if (name === '') return [];
    const at = { row, column: name.slice(0, 64), value: cells[i] ?? '' };
    if (columnOf(name) === undefined) return [fault('column-unknown', at)];
    return names.indexOf(name) === i ? [] : [fault('column-twice', at)];
  });
  for (const column of ['number', 'name'] as const)
    if (!names.includes(column)) faults.push(fault('column-missing', { row, column }));
  return faults;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function columnOf(name: string): ImportColumn | undefined {
  return IMPORT_COLUMNS.find((column) => column === name);
}
