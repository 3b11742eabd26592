import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SeatView } from '@invigil/contract';
import { planRooms } from '../lib/room-plan.js';
import { testConfig } from '../lib/testing.js';
import { Cues } from './cues.js';

const ID = '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4';

function setUp(state: SeatView['state'] = 'online') {
  const clock = { at: 50_000, now: () => clock.at };
  const given: string[] = [];
  const [a1, a2] = planRooms(testConfig()).rooms[0]!.seats;
  const cues = new Cues({
    stateOf: () => state,
    giveCue: (seat, issuer, cue) => {
      given.push(`${issuer} at ${seat.key}: ${cue}`);
      return { id: ID, askedAt: clock.at, until: clock.at + 12_000 };
    },
    clock,
  });
  return { clock, cues, given, a1: a1!, a2: a2! };
}

test('gives a cue to a seat that is there, and one at a time', () => {
  const { a1, a2, cues, given } = setUp();
  assert.deepEqual(cues.give(a1, 'eva', 'turn-left'), { id: ID, askedAt: 50_000, until: 62_000 });
  assert.equal(cues.give(a1, 'eva', 'look-up'), 'busy');
  assert.notEqual(cues.give(a2, 'eva', 'blink-twice'), 'busy');
  assert.deepEqual(given, ['eva at r2/a1: turn-left', 'eva at r2/a2: blink-twice']);
});

test('a seat is free again with the outcome of its own cue, or when none comes for long', () => {
  const { a1, clock, cues } = setUp();
  cues.give(a1, 'eva', 'turn-left');
  cues.judged('r2/a1', { id: 'another' });
  assert.equal(cues.give(a1, 'eva', 'turn-left'), 'busy');
  cues.judged('r2/a1', { id: ID });
  assert.notEqual(cues.give(a1, 'eva', 'turn-left'), 'busy');
  clock.at += 21_999;
  assert.equal(cues.give(a1, 'eva', 'turn-left'), 'busy');
  clock.at += 1;
  assert.notEqual(cues.give(a1, 'eva', 'turn-left'), 'busy');
});

test('a seat that is not there is asked nothing', () => {
  for (const state of ['lost', 'stopped', 'never'] as const) {
    const { a1, cues, given } = setUp(state);
    assert.equal(cues.give(a1, 'eva', 'turn-left'), 'seat-not-online');
    assert.deepEqual(given, []);
  }
});
