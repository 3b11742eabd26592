import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freezeOf, freezeOfHub, liftedUntil } from './freeze-rule.js';

const IN_SESSION = { session: 'algebra', since: 500 };

test('an exam that is open in its room holds a seat, whatever the seat says', () => {
  assert.deepEqual(freezeOf(100, undefined), { since: 100, why: 'exam' });
  assert.deepEqual(freezeOf(100, { ...IN_SESSION, state: 'stopped' }), { since: 100, why: 'exam' });
});

test('a session holds a seat until it says good-bye', () => {
  assert.deepEqual(freezeOf(undefined, { ...IN_SESSION, state: 'online' }), { since: 500, why: 'session' });
  assert.deepEqual(freezeOf(undefined, { ...IN_SESSION, state: 'lost' }), { since: 500, why: 'unheard' });
  assert.equal(freezeOf(undefined, { ...IN_SESSION, state: 'stopped' }), null);
  assert.equal(freezeOf(undefined, { state: 'online', session: null, since: 500 }), null);
  assert.equal(freezeOf(undefined, { state: null, session: null, since: null }), null);
});

test('a hub is held by the first of its seats', () => {
  assert.equal(freezeOfHub([null, null]), null);
  const [first, second] = [{ since: 1, why: 'session' } as const, { since: 2, why: 'exam' } as const];
  assert.deepEqual(freezeOfHub([null, second, first]), first);
});

test('only what was granted lifts, and only what it names', () => {
  const of = { id: 1, reason: 'broken', askedBy: 'Ada', askedAt: 0, grantedBy: 'Ben', until: 900 };
  const one = { ...of, room: 'r2', seats: ['a1'] };
  const a1 = { room: 'r2', seat: 'a1' };
  assert.equal(liftedUntil([one], a1), 900);
  assert.equal(liftedUntil([{ ...one, grantedBy: null }], a1), null);
  assert.equal(liftedUntil([one], { room: 'r2', seat: 'a2' }), null);
  assert.equal(liftedUntil([one], { room: 'r3', seat: 'a1' }), null);
  assert.equal(liftedUntil([one]), null, 'the hub was not named');
  const room = { ...one, seats: null, until: 1000 };
  assert.equal(liftedUntil([one, room], a1), 1000);
  const hub = { ...of, room: null, seats: null };
  assert.equal(liftedUntil([hub]), 900);
  assert.equal(liftedUntil([hub], a1), null, 'no seat was named');
});
