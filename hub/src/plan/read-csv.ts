import { CsvError, parse } from 'csv-parse/sync';
import * as z from 'zod';

/** A line of a table; `row` as a spreadsheet counts: one that is empty too, and one with line breaks in a cell once. */
export type CsvLine = { row: number; cells: string[] };

const Records = z.array(z.array(z.string()));

/**
 * A table as spreadsheets write it: commas, or semicolons or tabs where they part the first line; quotes where they are needed; a byte
 * order mark or none. Lines without anything are left out. Gives the row, if it is known, and the parser's words where it is no table.
 */
export function readCsv(text: string): CsvLine[] | { row: number | null; why: string } {
  try {
    const records: unknown = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      trim: true,
    });
    return Records.parse(records)
      .map((cells, i) => ({ row: i + 1, cells }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const row = Number(cause['lines']);
    return { row: row > 0 ? row : null, why: cause.message };
  }
}

/** What stands between the cells of the first line: a comma, or what a spreadsheet writes where a comma is a decimal sign. */
function delimiterOf(text: string): string {
  const [head = ''] = text.trimStart().split(/[\r\n]/, 1);
  return [';', '\t'].find((sign) => head.includes(sign)) ?? ',';
}
