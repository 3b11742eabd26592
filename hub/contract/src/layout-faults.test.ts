import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layoutFaults } from './layout-faults.js';
import type { RoomLayout } from './layout.js';

const A1 = { seat: 'a1', label: 'A1', row: 1, column: 1 };
const A2 = { seat: 'a2', label: 'A2', row: 1, column: 2 };
const STANDS: RoomLayout = {
  rows: 2,
  columns: 3,
  front: 'top',
  aisles: { afterRows: [1], afterColumns: [1, 2] },
  doors: [
    { edge: 'left', at: 2 },
    { edge: 'top', at: 3 },
  ],
  seats: [A1, A2],
};

function faults(more: Partial<RoomLayout>): string[] {
  return layoutFaults({ ...STANDS, ...more }, ['a1', 'a2']).map(({ code, message }) => `${code}: ${message}`);
}

test('a layout in which each seat has its own place can stand', () => {
  assert.deepEqual(faults({}), []);
});

test('each fault of a seat is told by itself, with the seat and the place', () => {
  assert.deepEqual(faults({ seats: [A1, { ...A2, column: 1 }] }), [
    'same-place: seats a1 and a2 both stand at row 1, column 1',
  ]);
  assert.deepEqual(faults({ seats: [A1, { ...A2, row: 3 }] }), [
    'outside: seat a2 stands at row 3, column 2: outside of the 2 rows and 3 columns',
  ]);
  assert.deepEqual(faults({ seats: [A1, A2, { ...A2, seat: 'b9', label: 'B9', row: 2 }] }), [
    'unknown-seat: seat b9: this room has no such seat',
  ]);
  assert.deepEqual(faults({ seats: [A1] }), ['missing-seat: seat a2 has no place: the list lacks it']);
  assert.deepEqual(faults({ seats: [A1, A2, { ...A2, label: 'A3', row: 2 }] }), [
    'seat-twice: seat a2 stands in the list twice',
  ]);
  assert.deepEqual(faults({ seats: [A1, { ...A2, label: 'A1' }] }), [
    'same-label: seats a1 and a2 both have the label A1',
  ]);
});

test('an aisle is between two lines, a door beside one, and neither is told twice', () => {
  assert.deepEqual(faults({ aisles: { afterRows: [2], afterColumns: [1, 1] } }), [
    'aisle-outside: an aisle after row 2 is not between two of the 2 rows',
    'aisle-twice: the aisle after column 1 stands in the list twice',
  ]);
  const door = { edge: 'bottom', at: 3 } as const;
  assert.deepEqual(faults({ doors: [door, { edge: 'left', at: 3 }, door] }), [
    'door-outside: a door at the left beside row 3: there are only 2 rows',
    'door-twice: the door at the bottom beside column 3 stands in the list twice',
  ]);
});
