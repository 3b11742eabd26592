import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walk } from './grid-walk.js';

const places = [
  { row: 1, column: 1 },
  { row: 1, column: 2 },
  { row: 1, column: 4 },
  { row: 3, column: 2 },
];
const from = { row: 1, column: 2 };

test('an arrow goes to the nearest place in its line, over gaps', () => {
  assert.deepEqual(walk(places, from, 'ArrowRight'), { row: 1, column: 4 });
  assert.deepEqual(walk(places, from, 'ArrowLeft'), { row: 1, column: 1 });
  assert.deepEqual(walk(places, from, 'ArrowDown'), { row: 3, column: 2 });
});

test('nothing lies beyond the edge, and other keys lead nowhere', () => {
  assert.equal(walk(places, from, 'ArrowUp'), undefined);
  assert.equal(walk(places, { row: 1, column: 4 }, 'ArrowRight'), undefined);
  assert.equal(walk(places, from, 'a'), undefined);
});

test('Home and End lead to the ends of the row', () => {
  assert.deepEqual(walk(places, from, 'Home'), { row: 1, column: 1 });
  assert.deepEqual(walk(places, from, 'End'), { row: 1, column: 4 });
});
