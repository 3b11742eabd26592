import { Accommodations, type ImportColumn, type ImportFault, RiskKind } from '@invigil/contract';
import { type TableRow, fault } from './read-table.js';

/** The columns of an arrangement. */
export const ARRANGEMENT_COLUMNS = [
  'arrangement',
  'off',
  'longer',
  'reads-aloud',
  'looks-around',
  'no-camera',
] as const satisfies readonly ImportColumn[];

const WORDS_LENGTH = 120;
const YES = new Set(['yes', 'y', 'true', '1', 'x']);
const NO = new Set(['', 'no', 'n', 'false', '0']);

/** What a row arranges with its candidate; null: nothing. */
export function readArrangement({ cells, row }: TableRow): Accommodations | null | ImportFault[] {
  const faults: ImportFault[] = [];
  const cell = (column: ImportColumn): string => cells.get(column) ?? '';
  const wrong = (code: ImportFault['code'], column: ImportColumn, value = cell(column)): void => {
    faults.push(fault(code, { row, column, value }));
  };
  const flag = (column: ImportColumn): boolean => {
    const value = cell(column).toLowerCase();
    if (!YES.has(value) && !NO.has(value)) wrong('not-yes-no', column);
    return YES.has(value);
  };
  const off = partsOf(cell('off')).flatMap((name) => {
    const kind = RiskKind.safeParse(name.toLowerCase());
    if (!kind.success) wrong('unknown-kind', 'off', name);
    return kind.success ? [kind.data] : [];
  });
  const longer = partsOf(cell('longer')).flatMap((part) => {
    const [kind = '', factor = ''] = part.toLowerCase().split('=');
    const read = Accommodations.shape.longerOnset.safeParse({ [kind]: Number(factor) });
    if (read.success && factor !== '') return Object.entries(read.data ?? {});
    const isKind = Accommodations.shape.longerOnset.safeParse({ [kind]: 1 }).success;
    wrong(isKind ? 'wrong-factor' : 'unknown-kind', 'longer', isKind ? part : kind);
    return [];
  });
  const arranged = {
    words: cell('arrangement'),
    off: [...new Set(off)],
    longerOnset: Object.fromEntries(longer),
    readsAloud: flag('reads-aloud'),
    looksAround: flag('looks-around'),
    noCamera: flag('no-camera'),
  };
  if (arranged.words.length > WORDS_LENGTH) wrong('too-long', 'arrangement');
  const isNothing = ARRANGEMENT_COLUMNS.every((column) => NO.has(cell(column).toLowerCase()));
  if (isNothing && faults.length === 0) return null;
  if (arranged.words === '') wrong('words-missing', 'arrangement');
  return faults.length > 0 ? faults : Accommodations.parse(arranged);
}

/** Parts of a cell that holds several: with spaces, commas, semicolons or bars between them. */
function partsOf(cell: string): string[] {
  return cell.split(/[\s,;|]+/).filter((part) => part !== '');
}
