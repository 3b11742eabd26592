import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedCauses } from './shared-cause.js';
import { grid, RULES, seeded, shuffled, told } from './test-room.js';

const RULE = { ...RULES.sharedCause, withinMs: 10_000 };
const SEATS = grid(4, 5).map(({ seat }) => seat);
const WATCHED = new Set(SEATS);

/** Looks up of the first so many seats, half a second after each other. */
function looksUp(count: number, from = 100) {
  return SEATS.slice(0, count).map((seat, index) =>
    told(seat, 'looking-away', [from + index / 2, from + 12], { direction: 'up' }),
  );
}

test('when most of the room looks up, it counts for less at each of them, and says by whom it was shared', () => {
  const looks = looksUp(12);
  const shared = sharedCauses(looks, WATCHED, RULE);
  assert.equal(shared.size, 12);
  assert.deepEqual(shared.get(looks[3]!.signal.id), {
    cause: 'room',
    factor: 0.25,
    basis: looks.map(({ seat, signal }) => ({ seat, signalId: signal.id })),
  });
});

test('when fewer do, each counts in full', () => {
  assert.equal(sharedCauses(looksUp(11), WATCHED, RULE).size, 0);
});

test('seats that are not watched do not make the share smaller', () => {
  assert.equal(sharedCauses(looksUp(9), new Set(SEATS.slice(0, 15)), RULE).size, 9);
});

test('another direction, another kind and another time are another cause', () => {
  const looks = looksUp(12);
  const parts = [
    looks.map((one, index) =>
      index < 6 ? one : { ...one, signal: { ...one.signal, direction: 'left' as const } },
    ),
    [...looks.slice(0, 6), ...SEATS.slice(6, 12).map((seat) => told(seat, 'speaking', [100, 104]))],
    [...looks.slice(0, 6), ...looksUp(12, 120).slice(6)],
  ];
  for (const part of parts) assert.equal(sharedCauses(part, WATCHED, RULE).size, 0);
});

test('one seat that does it again and again is not most of the room', () => {
  const looks = Array.from({ length: 20 }, (_, index) =>
    told('a1', 'looking-away', [100 + index / 4, 101 + index / 4], { direction: 'up' }),
  );
  assert.equal(sharedCauses(looks, WATCHED, RULE).size, 0);
});

test('phones are each seat’s own, however many show one', () => {
  const phones = SEATS.map((seat) => told(seat, 'phone', [100, 110]));
  assert.equal(sharedCauses(phones, WATCHED, RULE).size, 0);
});

test('in a room of too few watched seats nothing is shared', () => {
  assert.equal(sharedCauses(looksUp(3), new Set(SEATS.slice(0, 3)), RULE).size, 0);
});

test('only those are lowered who were part of it', () => {
  const looks = [...looksUp(13), told('d5', 'looking-away', [300, 305], { direction: 'up' })];
  const shared = sharedCauses(looks, WATCHED, RULE);
  assert.equal(shared.size, 13);
  assert.equal(shared.has(looks[13]!.signal.id), false);
});

test('the order in which the signals came does not matter', () => {
  const looks = [...looksUp(14), ...looksUp(13, 106), ...looksUp(5, 140)].map((one, index) => ({
    ...one,
    signal: { ...one.signal, id: `${'0'.repeat(16)}-${index}` },
  }));
  const byId = (some: typeof looks) =>
    [...sharedCauses(some, WATCHED, RULE)].toSorted(([a], [b]) => a.localeCompare(b));
  for (let seed = 1; seed <= 20; seed += 1) {
    assert.deepEqual(byId(shuffled(looks, seeded(seed))), byId(looks), `seed ${seed}`);
  }
});
