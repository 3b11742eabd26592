import { type ImportFault, IMPORT_COLUMNS, type ImportColumn, MAX_IMPORT_ROWS } from '@invigil/contract';
import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';

/** A line of the file with its cells by column, as they were written. */
export type TableRow = { row: number; cells: ReadonlyMap<ImportColumn, string> };
/** A file of candidates as a table. */
export type Table = { columns: ReadonlySet<ImportColumn>; rows: TableRow[] };

const Records = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));
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
  const [head, ...body] = split(text) ?? [];
  if (head === undefined) return [fault(text.trim() === '' ? 'no-rows' : 'not-csv')];
  const names = head.cells.map((name) => name.toLowerCase());
  const faults = names.flatMap((name, i): ImportFault[] => {
    const at = { row: head.row, column: name.slice(0, 64), value: head.cells[i] ?? '' };
    if (columnOf(name) === undefined) return [fault('column-unknown', at)];
    return names.indexOf(name) === i ? [] : [fault('column-twice', at)];
  });
  for (const column of ['number', 'name'] as const)
    if (!names.includes(column)) faults.push(fault('column-missing', { row: head.row, column }));
  if (body.length === 0) faults.push(fault('no-rows'));
  if (body.length > MAX_IMPORT_ROWS) faults.push(fault('too-many-rows', { value: String(body.length) }));
  if (faults.length > 0) return faults;
  const order = names.flatMap((name) => columnOf(name) ?? []);
  const rows = body.map(({ cells, row }) => ({
    row,
    cells: new Map(order.map((column, i) => [column, cells[i] ?? ''])),
  }));
  return { columns: new Set(order), rows };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Undefined: it is no table. */
function split(text: string): { row: number; cells: string[] }[] | undefined {
  const [first = ''] = text.split(/\r?\n/, 1);
  // A name may hold a comma where semicolons part the cells: the first line tells which it is.
  const delimiter = [';', '\t'].find((sign) => first.includes(sign)) ?? ',';
  try {
    const records: unknown = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
    });
    return Records.parse(records).map(({ info, record }) => ({ row: info.lines, cells: record }));
  } catch (cause) {
    if (cause instanceof CsvError) return undefined;
    throw cause;
  }
}

function columnOf(name: string): ImportColumn | undefined {
  return IMPORT_COLUMNS.find((column) => column === name);
}
