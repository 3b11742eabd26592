import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Measure } from '@invigil/contract';
import { testMinute } from '../../lib/testing.js';
import { measureValue } from './measure-value.js';

const LOOKS = {
  left: { count: 2, totalMs: 3000, longestMs: 2000 },
  right: { count: 1, totalMs: 500, longestMs: 500 },
  up: { count: 0, totalMs: 0, longestMs: 0 },
  down: { count: 4, totalMs: 8500, longestMs: 6000 },
};

test('rates are by the time in which each measure could be told', () => {
  const minute = testMinute(0, 0, {
    watchedMs: 30_000,
    looks: LOOKS,
    blinks: { count: 10, watchedMs: 40_000 },
    eyes: { watchedMs: 60_000, closedMs: 3000 },
    mouth: { watchedMs: 20_000, speakingMs: 5000 },
  });
  const values = Measure.options.map((measure) => [measure, measureValue(measure, [minute], 20_000)]);
  assert.deepEqual(Object.fromEntries(values), {
    'looks-left': 4,
    'looks-right': 2,
    'looks-up': 0,
    'looks-down': 8,
    'longest-look': 6,
    'time-away': 24,
    blinks: 15,
    'eyes-closed': 3,
    speaking: 15,
  });
});

test('several minutes weigh by what was watched of them', () => {
  const [full, half] = [testMinute(0, 1), testMinute(1, 5, { watchedMs: 30_000 })];
  assert.equal(measureValue('looks-left', [full, half], 0), 4);
  assert.equal(measureValue('blinks', [full, testMinute(1, 0, { blinks: null })], 0), 15);
});

test('too little watched time tells nothing', () => {
  const blind = testMinute(0, 0, { watchedMs: 19_999, blinks: null });
  assert.equal(measureValue('looks-left', [blind], 20_000), null);
  assert.equal(measureValue('longest-look', [blind], 20_000), null);
  assert.equal(measureValue('blinks', [testMinute(0), blind], 90_000), null);
});
