import {
  type Accommodations,
  CandidateNumber,
  type Exam,
  type ImportFault,
  type ImportRow,
  type SittingPlace,
  canonicalText,
} from '@invigil/contract';
import type { PlannedRoom } from '../../lib/room-plan.js';
import type { ExamSitting, KnownCandidate } from '../../store/sittings.js';
import { ARRANGEMENT_COLUMNS, readArrangement } from './read-arrangement.js';
import { type Table, type TableRow, fault } from './read-table.js';

/** What there is before an import. */
export type Before = {
  exams: readonly Exam[];
  rooms: readonly PlannedRoom[];
  /** Of every exam, by exam and number ({@link sittingKey}). */
  sittings: ReadonlyMap<string, ExamSitting>;
  /** Every candidate by number. */
  candidates: ReadonlyMap<string, KnownCandidate>;
  /** Those whose session is held, by exam and number: they stay where they sit. */
  held: ReadonlySet<string>;
};

/** A row that is as it should be, and what it does. */
export type PlannedRow = ImportRow & { accommodations: Accommodations | null };
type ReadRow = Omit<PlannedRow, 'change' | 'differs'>;

const NAME_LENGTH = 80;

/** A candidate's number within an exam. */
export function sittingKey({ exam, number }: { exam: string; number: string }): string {
  return `${exam} ${number}`;
}

/**
 * What a table would do, or all that is wrong with it. Columns that the table has not leave what is there; an empty cell of a column that
 * it has takes away what it would hold. Candidates whom it does not name stay as they are. @param exam of rows that name none
 */
export function planImport(
  table: Table,
  before: Before,
  exam: string | undefined,
): { faults: ImportFault[]; rows: PlannedRow[] } {
  if (exam === undefined && !table.columns.has('exam'))
    return { faults: [fault('column-missing', { row: 1, column: 'exam' })], rows: [] };
  const read = table.rows.map((row) => readRow(row, table, before, exam));
  const rows = read.flatMap((row) => (Array.isArray(row) ? [] : [row]));
  const faults = [
    ...read.flatMap((row) => (Array.isArray(row) ? row : [])),
    ...clashes(rows, before),
  ].toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0));
  return { faults, rows: rows.map((row) => ({ ...row, ...changeOf(row, before) })) };
}

function readRow(
  at: TableRow,
  table: Table,
  before: Before,
  given: string | undefined,
): ReadRow | ImportFault[] {
  const { cells, row } = at;
  const faults: ImportFault[] = [];
  const text = (column: 'number' | 'name' | 'exam'): string => cells.get(column) ?? '';
  const [number, name] = [text('number'), text('name')];
  if (number === '') faults.push(fault('missing', { row, column: 'number' }));
  else if (!CandidateNumber.safeParse(number).success)
    faults.push(fault('wrong-form', { row, column: 'number', value: number }));
  if (name === '') faults.push(fault('missing', { row, column: 'name' }));
  if (name.length > NAME_LENGTH) faults.push(fault('too-long', { row, column: 'name', value: name }));
  const wanted = text('exam') === '' ? given : text('exam').toLowerCase();
  const exam = before.exams.find((one) => one.exam === wanted);
  if (wanted === undefined) faults.push(fault('missing', { row, column: 'exam' }));
  else if (exam === undefined) faults.push(fault('unknown-exam', { row, column: 'exam', value: wanted }));
  if (exam?.state === 'closed') faults.push(fault('exam-ended', { row, column: 'exam', value: exam.exam }));
  const known = before.candidates.get(number);
  const sitting = exam && before.sittings.get(sittingKey({ exam: exam.exam, number }));
  const place = table.columns.has('seat') ? exam && readPlace(at, exam, before.rooms) : sitting?.place;
  if (place && 'code' in place) faults.push(place);
  else if (sitting && before.held.has(sittingKey(sitting)) && !isSame(sitting.place, place ?? null))
    faults.push(fault('held', { row, column: 'seat', value: cells.get('seat') ?? '' }));
  const arranged = ARRANGEMENT_COLUMNS.some((column) => table.columns.has(column))
    ? readArrangement(at)
    : (known?.accommodations ?? null);
  if (Array.isArray(arranged)) return [...faults, ...arranged];
  if (faults.length > 0 || exam === undefined || (place && 'code' in place)) return faults;
  return { row, exam: exam.exam, number, name, place: place ?? null, accommodations: arranged };
}

/** The seat that a row names, by its name, its label or `room/seat`. Null: it names none. */
function readPlace(
  { cells, row }: TableRow,
  exam: Exam,
  planned: readonly PlannedRoom[],
): SittingPlace | ImportFault | null {
  const cell = cells.get('seat') ?? '';
  if (cell === '') return null;
  const parts = cell.toLowerCase().split('/');
  const seat = parts.at(-1) ?? '';
  const roomName = parts.length > 1 ? (parts[0] ?? '') : (cells.get('room') ?? '').toLowerCase();
  const rooms = planned
    .filter(({ room }) => exam.rooms.includes(room))
    .filter(({ name, room }) => ['', room, name.toLowerCase()].includes(roomName));
  if (rooms.length === 0) return fault('unknown-room', { row, column: 'room', value: roomName });
  const found = rooms.flatMap(({ seats }) =>
    seats.filter((one) => one.seat === seat || one.label.toLowerCase() === seat),
  );
  const [only, ...others] = found;
  if (only === undefined) return fault('unknown-seat', { row, column: 'seat', value: cell });
  if (others.length > 0) return fault('ambiguous-seat', { row, column: 'seat', value: cell });
  return { room: only.room, seat: only.seat };
}

/** What of rows that are right in themselves does not go together. */
function clashes(rows: readonly ReadRow[], before: Before): ImportFault[] {
  const faults: ImportFault[] = [];
  const byNumber = new Map<string, ReadRow>();
  const inExam = new Set<string>();
  const seats = new Set<string>();
  const named = new Set(rows.map(sittingKey));
  const taken = new Set(
    [...before.sittings]
      .map(([key, sitting]) => ({ ...sitting, key }))
      .filter(({ key, place }) => place !== null && !named.has(key))
      .map(({ exam, place }) => `${exam} ${place?.room}/${place?.seat}`),
  );
  for (const one of rows) {
    const { exam, name, number, place, row } = one;
    const first = byNumber.get(number);
    const me = sittingKey(one);
    if (inExam.has(me)) faults.push(fault('number-twice', { row, column: 'number', value: number }));
    else if (first !== undefined && first.name !== name)
      faults.push(fault('contradicts', { row, column: 'name', value: name }));
    else if (first !== undefined && !isSame(first.accommodations, one.accommodations))
      faults.push(
        fault('contradicts', { row, column: 'arrangement', value: one.accommodations?.words ?? '' }),
      );
    byNumber.set(number, first ?? one);
    inExam.add(me);
    if (place === null) continue;
    const seat = `${place.room}/${place.seat}`;
    const key = `${exam} ${seat}`;
    if (seats.has(key)) faults.push(fault('seat-twice', { row, column: 'seat', value: seat }));
    else if (taken.has(key)) faults.push(fault('seat-taken', { row, column: 'seat', value: seat }));
    seats.add(key);
  }
  return faults;
}

function changeOf(row: ReadRow, before: Before): Pick<ImportRow, 'change' | 'differs'> {
  const sitting = before.sittings.get(sittingKey(row));
  const known = before.candidates.get(row.number);
  const differs: ImportRow['differs'] = [];
  if (known !== undefined && known.name !== row.name) differs.push('name');
  if (sitting !== undefined && !isSame(sitting.place, row.place)) differs.push('seat');
  if (known !== undefined && !isSame(known.accommodations, row.accommodations)) differs.push('arrangement');
  if (sitting === undefined) return { change: 'added', differs };
  return { change: differs.length === 0 ? 'same' : 'changed', differs };
}

function isSame(a: object | null, b: object | null): boolean {
  return canonicalText(a) === canonicalText(b);
}
