import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planRooms } from '../lib/room-plan.js';
import { testConfig } from '../lib/testing.js';
import { applyLayout, layoutOf } from './apply-layout.js';
import { keptLayoutFor } from './kept-layout.js';

/** Room r2 with seats a1 and a2 in one row of two. */
function planned() {
  const plan = planRooms(testConfig());
  const [room] = plan.rooms;
  assert.ok(room);
  return { plan, room };
}

test('a room is arranged in place: whoever holds a seat sees where it stands', () => {
  const { plan, room } = planned();
  const held = plan.seats.get('r2/a1');
  const layout = {
    ...layoutOf(room),
    rows: 3,
    front: 'bottom' as const,
    seats: [
      { seat: 'a1', label: 'Window', row: 3, column: 2 },
      { seat: 'a2', label: 'A2', row: 1, column: 1 },
    ],
  };
  applyLayout(room, layout, 4);
  assert.deepEqual([held?.label, held?.row, held?.column], ['Window', 3, 2]);
  assert.deepEqual([room.rows, room.front, room.arranged], [3, 'bottom', 4]);
  assert.deepEqual(layoutOf(room), layout);
});

test('a seat that is new finds a free place, and one that is gone leaves its own', () => {
  const { room } = planned();
  const kept = {
    ...layoutOf(room),
    columns: 1,
    seats: [
      { seat: 'gone', label: 'X', row: 1, column: 2 },
      { seat: 'a1', label: 'A1', row: 1, column: 2 },
    ],
  };
  const { columns, rows, seats } = keptLayoutFor(room, kept);
  assert.deepEqual([rows, columns], [1, 2]);
  assert.deepEqual(seats, [
    { seat: 'a1', label: 'A1', row: 1, column: 2 },
    { seat: 'a2', label: 'A2', row: 1, column: 1 },
  ]);
});
