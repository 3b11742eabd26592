import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleSeat } from '../lib/sample-views.js';
import { rolloutOf } from './policy-rollout.js';

test('a seat has confirmed when it works under its own wanted hash', () => {
  const room = { room: 'room-1', name: 'Room 1', rows: 1, columns: 5, policyHash: 'a'.repeat(64) };
  const seat = (label: string, more: object) =>
    sampleSeat({ room: 'room-1', seat: label.toLowerCase(), label, state: 'online', ...more });
  const own = { policyHash: 'b'.repeat(64), wantedPolicyHash: 'b'.repeat(64) };
  const { confirmed, seats } = rolloutOf(room, [
    seat('A1', own),
    seat('A2', { policyHash: 'a'.repeat(64) }),
    seat('A3', { policyHash: 'a'.repeat(64), wantedPolicyHash: 'b'.repeat(64) }),
    seat('A4', { ...own, state: 'lost' }),
    seat('A5', { ...own, policyIgnored: ['conduct.phone.colour'] }),
    sampleSeat({ room: 'room-2', seat: 'b1' }),
  ]);
  assert.equal(confirmed, 3);
  assert.deepEqual(
    seats.map(({ seat: { label }, step }) => `${label} ${step}`),
    ['A3 waiting', 'A4 away', 'A5 deaf', 'A1 confirmed', 'A2 confirmed'],
  );
});
