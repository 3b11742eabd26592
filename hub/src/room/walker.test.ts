import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grid, seeded, shuffled, told } from './test-room.js';
import { walkers } from './walker.js';

const PLACES = grid(5, 5);

/** Somebody passes some seats, six seconds at each, every eight seconds. */
function walk(...seats: string[]) {
  return seats.map((seat, index) => told(seat, 'extra-person', [100 + index * 8, 106 + index * 8]));
}

test('who passes one seat after the other is one walker, and each passage says on what it rests', () => {
  const passages = walk('a3', 'b3', 'c3', 'd3', 'e3');
  const found = walkers(passages, PLACES, 0.25);
  assert.equal(found.size, 5);
  assert.deepEqual(found.get(passages[0]!.signal.id), {
    cause: 'walker',
    factor: 0.25,
    basis: passages.slice(0, 3).map(({ seat, signal }) => ({ seat, signalId: signal.id })),
  });
});

test('who walks between two columns is seen from both sides', () => {
  assert.equal(walkers(walk('a2', 'a3', 'b2', 'b3', 'c2', 'c3'), PLACES, 0.25).size, 6);
});

test('a visitor who stays at one seat is none, not even at the end of a walk', () => {
  const visitor = told('d3', 'extra-person', [124, 180]);
  const found = walkers([...walk('a3', 'b3', 'c3'), visitor], PLACES, 0.25);
  assert.equal(found.size, 3);
  assert.equal(found.has(visitor.signal.id), false);
  const still = told('d3', 'extra-person', [124, null]);
  assert.equal(walkers([...walk('a3', 'b3', 'c3'), still], PLACES, 0.25).has(still.signal.id), false);
});

test('two seats are no walk: a neighbour may have leant over', () => {
  assert.equal(walkers(walk('a3', 'b3'), PLACES, 0.25).size, 0);
  assert.equal(walkers(walk('a3', 'b3', 'a3', 'b3'), PLACES, 0.25).size, 0);
});

test('seats far from each other, and passages long after each other, are no walk', () => {
  assert.equal(walkers(walk('a1', 'c3', 'e5'), PLACES, 0.25).size, 0);
  const slow = ['a3', 'b3', 'c3'].map((seat, index) =>
    told(seat, 'extra-person', [100 + index * 30, 106 + index * 30]),
  );
  assert.equal(walkers(slow, PLACES, 0.25).size, 0);
});

test('the order in which the passages came does not matter', () => {
  const passages = [...walk('a3', 'b3', 'c3', 'c4', 'c5', 'd5'), told('a1', 'extra-person', [110, 116])];
  const byId = (some: typeof passages) =>
    [...walkers(some, PLACES, 0.25)].toSorted(([a], [b]) => a.localeCompare(b));
  for (let seed = 1; seed <= 20; seed += 1) {
    assert.deepEqual(byId(shuffled(passages, seeded(seed))), byId(passages), `seed ${seed}`);
  }
});
