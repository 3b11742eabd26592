import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomLayout } from '@invigil/contract';
import { layoutCsv, readLayoutCsv } from './layout-csv.js';

const NOW: RoomLayout = {
  rows: 2,
  columns: 2,
  front: 'left',
  aisles: { afterRows: [], afterColumns: [1] },
  doors: [{ edge: 'right', at: 1 }],
  seats: [
    { seat: 'b1', label: 'B1', row: 2, column: 1 },
    { seat: 'a1', label: 'A1', row: 1, column: 1 },
  ],
};

function told(csv: string): string[] {
  return readLayoutCsv(csv, NOW).faults.map(({ column, line, message }) => `${line}/${column}: ${message}`);
}

test('what is written is read again as it was, and changes nothing', () => {
  const csv = layoutCsv(NOW);
  assert.equal(csv, 'seat,label,row,column\na1,A1,1,1\nb1,B1,2,1\n');
  const { changed, faults, layout } = readLayoutCsv(csv, NOW);
  assert.deepEqual([changed, faults], [[], []]);
  assert.deepEqual(
    layout?.seats.toSorted((a, b) => b.row - a.row),
    NOW.seats,
  );
});

test('a label that a spreadsheet would run as a formula is written as text, and read again as it was', () => {
  const [first, ...others] = NOW.seats;
  assert.ok(first);
  const now = { ...NOW, seats: [{ ...first, label: '=1+1' }, ...others] };
  const csv = layoutCsv(now);
  assert.match(csv, /^b1,'=1\+1,2,1$/m);
  assert.deepEqual(readLayoutCsv(csv, now).changed, []);
});

test('where semicolons stand between cells a comma is part of one', () => {
  const { layout } = readLayoutCsv('seat;label;row;column\na1;Row 1, left;1;1\nb1;B1;2;1\n', NOW);
  assert.equal(layout?.seats[0]?.label, 'Row 1, left');
});

test('columns in any order, semicolons and a byte-order mark are read; the room grows, the rest of it stays', () => {
  const preview = readLayoutCsv('\uFEFFRow;Column;Seat;Label\r\n1;3;a1;A1\r\n\r\n2;1;b1;Left\r\n', NOW);
  assert.deepEqual(preview, {
    faults: [],
    changed: ['a1', 'b1'],
    layout: {
      ...NOW,
      columns: 3,
      seats: [
        { seat: 'a1', label: 'A1', row: 1, column: 3 },
        { seat: 'b1', label: 'Left', row: 2, column: 1 },
      ],
    },
  });
});

test('each error is told by its line and column, and there is no layout then', () => {
  const csv = 'seat,label,row,column\na1,,one,51\nA?,B1,2,1\nb1,B1,2\n';
  assert.deepEqual(told(csv), [
    '2/label: is empty',
    '2/row: "one": must be a whole number from 1 to 50',
    '2/column: "51": must be a whole number from 1 to 50',
    '3/seat: "A?": must be the name of a seat: small letters, digits and -',
    '4/null: has 3 cells in place of 4',
  ]);
  assert.equal(readLayoutCsv(csv, NOW).layout, null);
});

test('what lines say together is told of the later one', () => {
  assert.deepEqual(told('seat,label,row,column\na1,A1,1,1\nb1,A1,1,1\nc1,C1,2,2\n'), [
    '3/null: seats a1 and b1 both stand at row 1, column 1',
    '3/label: seats a1 and b1 both have the label A1',
    '4/seat: seat c1: this room has no such seat',
  ]);
  assert.deepEqual(told('seat,label,row,column\na1,A1,1,1\n'), [
    'null/null: seat b1 has no place: the list lacks it',
  ]);
});

test('a file that is no layout says so', () => {
  assert.deepEqual(told(''), ['null/null: the file is empty']);
  assert.deepEqual(told('seat,label,row,place\n'), [
    '1/column: the first line names no column column',
    '1/null: the first line names a column "place": a layout has seat, label, row, column',
  ]);
  const [quote] = told('seat,label,row,column\n"a1,A1,1,1\n');
  assert.match(quote ?? '', /^\d\/null: this is no CSV: Quote Not Closed/);
});
