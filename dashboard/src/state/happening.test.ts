import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_NOW, sampleSeat, sampleSignal } from '../lib/sample-views.js';
import { happeningNow, kindsOf, whatWasSeen } from './happening.js';

test('tells eyes from heads, and a finding of the room with the other seat', () => {
  const signals = [
    sampleSignal(1, { kind: 'gaze-off-screen', direction: 'left' }),
    sampleSignal(2, { kind: 'mutual-looks', source: 'room', toward: 'b2' }),
  ];
  assert.equal(whatWasSeen(signals), 'eyes to the left, looks that meet a neighbour’s, seat b2');
});

test('says each thing once, with its direction', () => {
  const signals = [
    sampleSignal(1, { direction: 'left' }),
    sampleSignal(2, { kind: 'covered' }),
    sampleSignal(3, { kind: 'phone' }),
  ];
  const seat = sampleSeat({ signals, blind: ['covered'] });
  assert.equal(happeningNow(seat), 'looks left, camera covered, possible phone');
});

test('says what was earlier while the risk of it still holds, and nothing of a seat that is gone', () => {
  const contribution = { signalId: sampleSignal(1).id, kind: 'book', points: 30, since: SAMPLE_NOW } as const;
  const risk = { score: 30, level: 'watch', contributions: [contribution] } as const;
  const seat = sampleSeat({ risk: { ...risk, contributions: [contribution] } });
  assert.equal(happeningNow(seat), 'earlier: possible book');
  assert.equal(happeningNow({ ...seat, state: 'lost' }), '');
  assert.equal(happeningNow(sampleSeat()), '');
});

test('counts what was seen more than once', () => {
  const signals = [
    sampleSignal(1, { direction: 'left' }),
    sampleSignal(2, { direction: 'right' }),
    sampleSignal(3, { direction: 'left' }),
  ];
  assert.equal(whatWasSeen(signals), 'looks left, 2×, looks right');
  assert.deepEqual(kindsOf(signals), ['looking-away']);
});
