import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalPolicy } from '@invigil/contract';
import { planRooms } from './room-plan.js';
import { sha256Hex } from './sha256.js';
import { testConfig } from './testing.js';

/** The small centre, with a policy for its room and an arrangement for its first seat. */
function plan(policy: object, accommodations?: { words: string; readsAloud: boolean }) {
  const [room] = testConfig().rooms;
  const [first, second] = room?.seats ?? [];
  assert.ok(room && first && second);
  const seats = [{ ...first, ...(accommodations && { accommodations }) }, second];
  return planRooms(testConfig({ rooms: [{ ...room, policy, seats }] }));
}

test('a room works under its profile, and a seat under the same policy where nothing is arranged', () => {
  const [room] = plan({ profile: 'oral' }).rooms;
  assert.equal(room?.policy.conduct.speaking.enabled, false);
  for (const seat of room.seats) {
    assert.deepEqual([seat.policyHash, seat.arrangement], [room.policyHash, null]);
    assert.equal(seat.policy.id, 'oral');
  }
});

test('a seat with an arrangement has a policy and a hash of its own, and its words; the others stay as they are', () => {
  const { rooms, seats } = plan({}, { words: 'may read aloud', readsAloud: true });
  const [a1, a2] = [seats.get('r2/a1'), seats.get('r2/a2')];
  assert.equal(a1?.arrangement, 'may read aloud');
  assert.equal(a1.policy.conduct.speaking.enabled, false);
  assert.equal(a1.policyHash, sha256Hex(canonicalPolicy(a1.policy)));
  assert.notEqual(a1.policyHash, rooms[0]?.policyHash);
  assert.equal(a2?.policyHash, rooms[0]?.policyHash);
});

test('what the seat is told holds no words of the arrangement', () => {
  const seat = plan({}, { words: 'may read aloud', readsAloud: true }).seats.get('r2/a1');
  assert.doesNotMatch(JSON.stringify(seat?.policy), /aloud/);
});
