import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_NOW, sampleSeat } from '../lib/sample-views.js';
import { INITIAL_STATE, type LiveState } from './live-state.js';
import { newHands } from './new-hands.js';

const hand = { id: 'c2a4be1e-5a0c-4f0e-9a4d-3b4a2f6f0c77', raisedAt: SAMPLE_NOW, words: null };

function stateOf(seat: ReturnType<typeof sampleSeat>, snapshots = 1): LiveState {
  return { ...INITIAL_STATE, snapshots, seats: new Map([['room-1/a1', seat]]) };
}

test('a hand that goes up is said once, and not with the first snapshot', () => {
  const calm = stateOf(sampleSeat());
  const up = stateOf(sampleSeat({ hand }));
  assert.equal(newHands(up, calm).length, 1);
  assert.equal(newHands(stateOf(sampleSeat({ hand, asOf: SAMPLE_NOW + 1 })), up).length, 0);
  assert.equal(newHands(up, stateOf(sampleSeat(), 0)).length, 0);
});
