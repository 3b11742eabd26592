import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MapEdge } from '@invigil/contract';
import { fromFront } from './from-front.js';
import { neighbourOf } from './places.js';

/** A map of two rows of three: `a1 a2 a3` above `b1 b2 b3`, with an aisle between the first and the second column. */
const SEATS = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'].map((seat, i) => ({
  seat,
  row: Math.floor(i / 3) + 1,
  column: (i % 3) + 1,
}));

function neighbours(front: MapEdge, seat: string, aisles = { afterRows: [1], afterColumns: [1] }) {
  const places = SEATS.map((one) => fromFront(one, { rows: 2, columns: 3, front, aisles }));
  return [neighbourOf(places, seat, 'left'), neighbourOf(places, seat, 'right')];
}

test('who faces another edge has others at the own left and right', () => {
  assert.deepEqual(neighbours('top', 'a2'), ['a1', 'a3']);
  assert.deepEqual(neighbours('bottom', 'a2'), ['a3', 'a1']);
  // Facing the left edge the own left hand is below, on the map.
  assert.deepEqual(neighbours('left', 'a2'), ['b2', undefined]);
  assert.deepEqual(neighbours('right', 'a2'), [undefined, 'b2']);
});

test('across two aisles and a place nobody is a neighbour, whichever way the room faces', () => {
  const sides = { afterRows: [], afterColumns: [1, 2] };
  const apart = SEATS.filter(({ seat }) => seat !== 'a2');
  for (const front of ['top', 'bottom'] as const) {
    const places = apart.map((one) => fromFront(one, { rows: 2, columns: 3, front, aisles: sides }));
    assert.deepEqual(
      [neighbourOf(places, 'a1', 'left'), neighbourOf(places, 'a1', 'right')],
      [undefined, undefined],
    );
    assert.ok(
      neighbourOf(places, 'b1', front === 'top' ? 'right' : 'left') === 'b2',
      'one aisle: still beside',
    );
  }
});
