import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleRisk, sampleSeat } from '../lib/sample-views.js';
import { roomCounts, seatLevel } from './seat-level.js';

test('an alert comes before a camera that sees nothing, and that before a watch', () => {
  assert.equal(seatLevel(sampleSeat({ risk: sampleRisk(60), blind: ['dark'] })), 'alert');
  assert.equal(seatLevel(sampleSeat({ risk: sampleRisk(30), blind: ['dark'] })), 'blind');
  assert.equal(seatLevel(sampleSeat({ risk: sampleRisk(30) })), 'watch');
  assert.equal(seatLevel(sampleSeat()), 'calm');
});

test('a seat that is not online is called what it is, whatever its last risk was', () => {
  assert.equal(seatLevel(sampleSeat({ state: 'lost', risk: sampleRisk(90) })), 'lost');
  assert.equal(seatLevel(sampleSeat({ state: 'stopped', risk: sampleRisk(90) })), 'stopped');
  assert.equal(seatLevel(sampleSeat({ state: 'never' })), 'never');
});

test('a seat whose camera is shut by arrangement is neither calm nor blind, and hides no risk from elsewhere', () => {
  assert.equal(seatLevel(sampleSeat({ unwatched: true, watched: null })), 'unwatched');
  assert.equal(seatLevel(sampleSeat({ unwatched: true, risk: sampleRisk(60) })), 'alert');
  assert.equal(seatLevel(sampleSeat({ unwatched: true, risk: sampleRisk(30) })), 'watch');
  assert.equal(seatLevel(sampleSeat({ unwatched: true, state: 'lost' })), 'lost');
});

test('every seat is in exactly one count, and a lost one counts as not seen', () => {
  const seats = [
    sampleSeat(),
    sampleSeat({ unwatched: true }),
    sampleSeat({ blind: ['covered'] }),
    sampleSeat({ state: 'lost' }),
    sampleSeat({ state: 'stopped', blind: ['dark'] }),
    sampleSeat({ state: 'never' }),
  ];
  assert.deepEqual(roomCounts(seats), { watched: 1, unwatched: 1, blind: 2, empty: 2 });
});
