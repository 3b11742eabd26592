import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_NOW, sampleRisk, sampleSeat, sampleSignal } from '../lib/sample-views.js';
import { NO_FILTER, type SeatFilter, filterCounts, hiddenBy, isFiltering, toggled } from './seat-filter.js';

const HAND = '6f1d6c0e-8a3c-4c1b-9d5e-2b7a90c1d3f4';
const SEATS = [
  sampleSeat({ seat: 'calm' }),
  sampleSeat({ seat: 'alert', risk: sampleRisk(60), signals: [sampleSignal(1)] }),
  sampleSeat({ seat: 'blind', blind: ['covered'] }),
  sampleSeat({ seat: 'lost', state: 'lost' }),
  sampleSeat({ seat: 'silent', heardAt: SAMPLE_NOW - 8000 }),
  sampleSeat({ seat: 'hand', hand: { id: HAND, raisedAt: SAMPLE_NOW, words: null } }),
  sampleSeat({ seat: 'never', state: 'never', heardAt: null }),
];

function hidden(filter: Partial<SeatFilter>, open: string[] = []): string[] {
  return [...hiddenBy({ ...NO_FILTER, ...filter }, SEATS, new Set(open), SAMPLE_NOW).seats];
}

test('without a filter nothing is hidden', () => {
  assert.deepEqual([hidden({}), isFiltering(NO_FILTER)], [[], false]);
});

test('"hide calm" never hides what is blind, lost, silent, has a hand up or an open incident', () => {
  assert.deepEqual(hidden({ hideCalm: true }), ['calm']);
  assert.deepEqual(hidden({ hideCalm: true }, ['calm']), []);
});

test('any of one list, and each of several lists', () => {
  assert.deepEqual(hidden({ levels: ['alert', 'blind'] }), ['calm', 'lost', 'silent', 'hand', 'never']);
  assert.deepEqual(hidden({ levels: ['alert', 'lost'], states: ['online'] }).includes('alert'), false);
  assert.deepEqual(hidden({ levels: ['alert', 'lost'], states: ['online'] }).includes('lost'), true);
  assert.deepEqual(hidden({ kinds: ['covered'] }), ['calm', 'alert', 'lost', 'silent', 'hand', 'never']);
});

test('it is told how many of the hidden seats have something open', () => {
  const filter = { ...NO_FILTER, levels: ['calm' as const] };
  assert.equal(hiddenBy(filter, SEATS, new Set(['alert', 'calm']), SAMPLE_NOW).open, 1);
});

test('what is there is counted, and chosen and left out again', () => {
  const { kinds, levels, states } = filterCounts(SEATS);
  assert.deepEqual(
    [...levels],
    [
      ['alert', 1],
      ['blind', 1],
      ['lost', 1],
      ['calm', 3],
      ['never', 1],
    ],
  );
  assert.deepEqual([states.get('online'), kinds.get('looking-away'), kinds.get('covered')], [5, 1, 1]);
  const chosen = toggled(NO_FILTER, 'kinds', 'phone');
  assert.deepEqual([chosen.kinds, toggled(chosen, 'kinds', 'phone').kinds], [['phone'], []]);
});
