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

test('a disk that is nearly full is told last, for the technician, while the seat is there', () => {
  const disk = { usedMb: 90, limitMb: 100, freeMb: 9000, leastFreeMb: 256 };
  const health = {
    boot: 'a'.repeat(16),
    at: SAMPLE_NOW,
    rates: { captured: 25, faces: 10, objects: 1 },
    dropped: 0,
    stages: {},
    outbox: { depth: 0, oldestMs: 0 },
    rssMb: 200,
    temperatureC: null,
    disk: { ...disk, near: true, givenUp: { pictures: 0, tracks: 0, events: 0 } },
  };
  const seat = sampleSeat({ health });
  assert.equal(happeningNow(seat), 'disk nearly full');
  const busy = { ...seat, signals: [sampleSignal(1, { direction: 'left' })] };
  assert.equal(happeningNow(busy), 'looks left, disk nearly full');
  assert.equal(happeningNow({ ...seat, state: 'lost' }), '');
  assert.equal(happeningNow({ ...seat, health: { ...health, disk: { ...health.disk, near: false } } }), '');
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
