import { msg, str } from '@lit/localize';
import type { ImportFault } from '@invigil/contract';
import { number, plural } from './numbers.js';

/** The texts of the import of candidates. */
export const importWords = {
  title: msg('Import candidates'),
  notes: msg(
    'A CSV file in UTF-8, up to 5 MB, with commas or semicolons. The first line names the columns. Nothing is changed before you accept what you see here.',
  ),
  template: msg('Download a template'),
  exam: msg('Exam of rows that name none'),
  noExam: msg('each row names its exam'),
  file: msg('File'),
  reading: msg('The hub reads the file…'),
  failed: msg('The exams could not be loaded.'),
  again: msg('Try again'),
  noExams: msg('Make an exam first: candidates belong to one.'),
  toExams: msg('To the exams'),
  tooLarge: msg('The file is larger than 5 MB.'),
  faults: (count: number) =>
    plural(count, {
      one: msg(str`${number(count)} fault: nothing can be imported. Correct the file, and choose it again.`),
      other: msg(
        str`${number(count)} faults: nothing can be imported. Correct the file, and choose it again.`,
      ),
    }),
  moreFaults: (count: number) => msg(str`The first ${number(count)} are shown.`),
  columns: {
    row: msg('Row'),
    column: msg('Column'),
    fault: msg('What is wrong'),
    value: msg('What stands there'),
  },
  wholeFile: msg('file'),
  wouldDo: (added: number, changed: number, same: number) =>
    msg(str`${number(added)} would be added, ${number(changed)} changed, ${number(same)} left as they are.`),
  nothing: msg('The file would change nothing.'),
  rows: {
    row: msg('Row'),
    number: msg('Number'),
    name: msg('Name'),
    exam: msg('Exam'),
    seat: msg('Seat'),
    change: msg('What happens'),
  },
  change: { added: msg('added'), changed: msg('changed'), same: msg('left as it is') },
  differs: { name: msg('name'), seat: msg('seat'), arrangement: msg('arrangement') },
  moreRows: (count: number) => msg(str`and ${number(count)} more`),
  accept: msg('Accept'),
  done: (added: number, changed: number) =>
    msg(str`Done: ${number(added)} added, ${number(changed)} changed.`),
  fault: {
    'not-utf-8': msg('It is no text in UTF-8: save it as “CSV UTF-8”.'),
    'not-csv': msg('It is no table: a quote is open, or it is no CSV file.'),
    'too-many-rows': msg('It has more than 5,000 rows.'),
    'no-rows': msg('It has no row.'),
    'column-missing': msg('This column must be there.'),
    'column-unknown': msg('No such column is known.'),
    'column-twice': msg('This column is there twice.'),
    'cell-beyond': msg('This cell has no column: does text with a comma stand in quotes?'),
    missing: msg('It must not be empty.'),
    'too-long': msg('It is too long.'),
    'wrong-form': msg('It must be 1–32 letters, digits and . _ / -.'),
    'unknown-exam': msg('There is no exam of this short name.'),
    'exam-ended': msg('This exam has ended: open it again to change it.'),
    held: msg('The session of this candidate is held: they stay where they sit.'),
    'unknown-room': msg('The exam has no such room.'),
    'unknown-seat': msg('The rooms of the exam have no such seat.'),
    'ambiguous-seat': msg('Several rooms have a seat of this name: name the room too.'),
    'seat-twice': msg('Another row has this seat.'),
    'seat-taken': msg('Somebody whom the file does not name has this seat.'),
    'number-twice': msg('This number is there twice in one exam.'),
    contradicts: msg('Another row says otherwise of the same number.'),
    'unknown-kind': msg('There is no such signal.'),
    'wrong-factor': msg('It must be from 1 to 10, as in all=1.5.'),
    'not-yes-no': msg('It must be yes or no.'),
    'words-missing': msg('Something is arranged: say in words what, for the invigilator.'),
  } satisfies Record<ImportFault['code'], string>,
} as const;
