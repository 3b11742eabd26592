import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleSeat } from '../lib/sample-views.js';
import {
  isChanged,
  layoutOfRoom,
  redone,
  seatAt,
  startEdit,
  undone,
  withAisle,
  withDoor,
  withSeatAt,
  withSize,
  withStep,
} from './layout-edit.js';

const ROOM = { room: 'room-1', name: 'Room 1', rows: 2, columns: 3, policyHash: '0'.repeat(64) };
const SEATS = [sampleSeat(), sampleSeat({ seat: 'a2', label: 'A2', column: 2 })];
const LAYOUT = layoutOfRoom(ROOM, SEATS);

test('a seat goes to a free place, and changes places with one that stands there', () => {
  const moved = withSeatAt(LAYOUT, 'a1', { row: 2, column: 3 });
  assert.deepEqual(
    [seatAt(moved, { row: 2, column: 3 })?.seat, seatAt(moved, { row: 1, column: 1 })],
    ['a1', undefined],
  );
  const swapped = withSeatAt(LAYOUT, 'a1', { row: 1, column: 2 });
  assert.deepEqual(
    [1, 2].map((column) => seatAt(swapped, { row: 1, column })?.seat),
    ['a2', 'a1'],
  );
});

test('each step is undone and done again, and a new one forgets what was undone', () => {
  const moved = withStep(startEdit(LAYOUT), withSeatAt(LAYOUT, 'a1', { row: 2, column: 1 }));
  assert.ok(isChanged(moved));
  const back = undone(moved);
  assert.ok(!isChanged(back));
  assert.deepEqual(redone(back).now, moved.now);
  const other = withStep(back, withAisle(LAYOUT, 'afterRows', 1));
  assert.equal(redone(other), other);
  assert.equal(undone(startEdit(LAYOUT)).now, LAYOUT);
});

test('a step that changes nothing is none, nor is one that comes to the same', () => {
  const edit = startEdit(LAYOUT);
  assert.equal(withStep(edit, { ...LAYOUT, seats: LAYOUT.seats.toReversed() }), edit);
});

test('aisles and doors come and go, in order', () => {
  const two = withAisle(withAisle(LAYOUT, 'afterColumns', 2), 'afterColumns', 1);
  assert.deepEqual(two.aisles.afterColumns, [1, 2]);
  assert.deepEqual(withAisle(two, 'afterColumns', 2).aisles.afterColumns, [1]);
  const door = withDoor(LAYOUT, { edge: 'left', at: 1 });
  assert.deepEqual([door.doors.length, withDoor(door, { edge: 'left', at: 1 }).doors.length], [1, 0]);
});

test('a room gets no smaller than its seats, and what would be outside goes', () => {
  const full = withDoor(withAisle(withAisle(LAYOUT, 'afterRows', 1), 'afterColumns', 2), {
    edge: 'top',
    at: 3,
  });
  const small = withSize(full, { rows: 0, columns: 1 });
  assert.deepEqual([small.rows, small.columns], [1, 2]);
  assert.deepEqual([small.aisles, small.doors], [{ afterRows: [], afterColumns: [] }, []]);
  assert.equal(withSize(full, { rows: 99, columns: 3 }).rows, 50);
});
