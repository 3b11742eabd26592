import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BOOT } from '../lib/testing.js';
import { StoredRuns, runOf } from './stored-runs.js';

/** Event `n` of a chain in which each hash is its number. */
const event = (seq: number) => runOf({ seq, prev: `${seq - 1}`, hash: `${seq}` });
const events = (seqs: readonly number[]) => seqs.map(event);
const EMPTY = StoredRuns.from('0');

/** The same sequence for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('acknowledges all up to the highest, save the gaps; the head is that of the run from the beginning', () => {
  const { breaks, stored } = EMPTY.with(events([3, 1, 2, 6, 9, 10]));
  assert.deepEqual(breaks, []);
  assert.deepEqual(stored.ack(BOOT), {
    boot: BOOT,
    committedTo: 10,
    missing: [
      [4, 5],
      [7, 8],
    ],
    head: { seq: 3, hash: '3' },
  });
});

test('asks for the beginning where a boot begins late', () => {
  const { stored } = EMPTY.with([{ first: 5, last: 8, prev: '4', hash: '8' }]);
  assert.deepEqual(stored.ack(BOOT), {
    boot: BOOT,
    committedTo: 8,
    missing: [[1, 4]],
    head: { seq: 0, hash: '0' },
  });
});

test('has nothing committed at first', () => {
  assert.deepEqual(EMPTY.ack(BOOT), { boot: BOOT, committedTo: 0, missing: [], head: { seq: 0, hash: '0' } });
  assert.equal(EMPTY.highest(), 0);
});

test('closes a gap when what was missing comes', () => {
  const { stored } = EMPTY.with(events([1, 2, 5, 6]));
  assert.equal(stored.has(4), false);
  assert.deepEqual(stored.with(events([3, 4])).stored.ack(BOOT), {
    boot: BOOT,
    committedTo: 6,
    missing: [],
    head: { seq: 6, hash: '6' },
  });
  assert.deepEqual(stored.ack(BOOT).missing, [[3, 4]], 'what it was made from stays as it was');
});

test('reaches only as far as it can name the gaps', () => {
  const every = Array.from({ length: 300 }, (_, index) => index * 2 + 1);
  const { committedTo, missing } = EMPTY.with(events(every)).stored.ack(BOOT);
  assert.equal(missing.length, 100);
  assert.equal(committedTo, 201);
});

test('a chain is whole in whatever order and portions its events come', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomFrom(seed);
    let waiting = events(Array.from({ length: 40 }, (_, index) => index + 1));
    let stored = EMPTY;
    while (waiting.length > 0) {
      const now = waiting.filter(() => random() < 0.3);
      waiting = waiting.filter((one) => !now.includes(one));
      const next = stored.with(now.toSorted(() => random() - 0.5));
      assert.deepEqual(next.breaks, [], `seed ${seed}`);
      stored = next.stored;
    }
    assert.deepEqual(stored.ack(BOOT).head, { seq: 40, hash: '40' });
  }
});

test('an event that was changed on its way breaks the chain once, after it, in whatever order they come', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomFrom(seed);
    const changed = 1 + Math.floor(random() * 39);
    let waiting = events(Array.from({ length: 40 }, (_, index) => index + 1)).map((one) =>
      one.first === changed ? { ...one, hash: 'another' } : one,
    );
    let stored = EMPTY;
    const breaks: number[] = [];
    while (waiting.length > 0) {
      const now = waiting.filter(() => random() < 0.3);
      waiting = waiting.filter((one) => !now.includes(one));
      const next = stored.with(now);
      breaks.push(...next.breaks);
      stored = next.stored;
    }
    assert.deepEqual(breaks, [changed + 1], `seed ${seed}`);
  }
});

test('a first event of another seat or boot, and one without a link, are breaks', () => {
  assert.deepEqual(EMPTY.with([{ ...event(1), prev: 'other' }]).breaks, [1]);
  assert.deepEqual(EMPTY.with([event(1), { ...event(2), prev: null }]).breaks, [2]);
});

test('what was stored before there were hashes proves nothing, and gives no head', () => {
  const { breaks, stored } = EMPTY.with([{ first: 1, last: 3, prev: '0', hash: null }, event(4)]);
  assert.deepEqual(breaks, []);
  assert.deepEqual(stored.ack(BOOT).head, { seq: 4, hash: '4' });
  const { stored: old } = EMPTY.with([{ first: 1, last: 3, prev: '0', hash: null }]);
  assert.equal(old.ack(BOOT).head, undefined);
});

test('does not ask for what the seat gave up, only for the rest of a gap', () => {
  const { stored } = EMPTY.with(events([3, 10, 20]));
  const acked = (givenUp: [number, number][]) => stored.ack(BOOT, givenUp).missing;
  assert.deepEqual(acked([[1, 2]]), [
    [4, 9],
    [11, 19],
  ]);
  assert.deepEqual(
    acked([
      [15, 15],
      [1, 12],
    ]),
    [
      [13, 14],
      [16, 19],
    ],
  );
  assert.deepEqual(acked([[1, 50]]), []);
  assert.deepEqual(stored.ack(BOOT, [[1, 50]]).committedTo, 20);
  assert.deepEqual(stored.ack(BOOT, [[1, 50]]).head, { seq: 0, hash: '0' });
});

test('gaps that were given up make room for those that can be asked for', () => {
  const odd = Array.from({ length: 150 }, (_, index) => 2 * index + 1);
  const { stored } = EMPTY.with(events(odd));
  assert.equal(stored.ack(BOOT).committedTo, 201);
  assert.equal(stored.ack(BOOT, [[2, 150]]).committedTo, 299);
});
