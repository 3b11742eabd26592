import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Signal } from '@invigil/contract';
import { confidenceFor, falseAlarmsPerHour, scoreFilm, shareFound, type Truth } from './score.js';

const HOUR_MS = 3_600_000;
const TURN: Truth = { kind: 'looking-away', startMs: 10_000, endMs: 20_000, direction: 'left' };

function signal(more: Partial<Signal>): Signal {
  return {
    id: 'aaaaaaaaaaaaaaaa-1',
    kind: 'looking-away',
    source: 'camera',
    startedAt: 10_400,
    openedAt: 14_500,
    endedAt: 20_100,
    confidence: 0.8,
    direction: 'left',
    ...more,
  };
}

test('what is told in time and in the right direction is found', () => {
  const { falseAlarms, found } = scoreFilm([signal({})], [TURN], HOUR_MS);
  assert.equal(found[0]?.signal?.openedAt, 14_500);
  assert.deepEqual(falseAlarms, []);
});

test('the wrong direction, kind or time is both missed and a false alarm', () => {
  for (const wrong of [
    { direction: 'right' },
    { kind: 'phone' },
    { startedAt: 30_000, openedAt: 34_000, endedAt: 36_000 },
    { startedAt: 1000, openedAt: 5000, endedAt: 6000 },
  ] satisfies Partial<Signal>[]) {
    const score = scoreFilm([signal(wrong)], [TURN], HOUR_MS);
    assert.equal(shareFound([score], 'looking-away'), 0, JSON.stringify(wrong));
    assert.equal(falseAlarmsPerHour([score]), 1);
  }
});

test('eyes that go with a turned head are no false alarm, and a dark picture is none either', () => {
  const eyes = signal({ kind: 'gaze-off-screen' });
  const dark = signal({ kind: 'dark', startedAt: 40_000, openedAt: 43_000, endedAt: 50_000 });
  assert.deepEqual(scoreFilm([eyes, dark], [TURN], HOUR_MS).falseAlarms, []);
});

test('a signal that goes on long after, or is told twice, is counted once as found', () => {
  const twice = [signal({ endedAt: 15_000 }), signal({ startedAt: 16_000, openedAt: 19_000 })];
  const { falseAlarms, found } = scoreFilm(twice, [TURN], HOUR_MS);
  assert.equal(found.length, 1);
  assert.deepEqual(falseAlarms, []);
});

test('the confidence for a rate of false alarms lets just as many through', () => {
  const phones = [0.3, 0.5, 0.7, 0.9].map((confidence) =>
    signal({ kind: 'phone', confidence, startedAt: 30_000, openedAt: 33_000, endedAt: 35_000 }),
  );
  const score = scoreFilm(phones, [], 2 * HOUR_MS);
  const least = confidenceFor([score], 'phone', 1);
  assert.equal(falseAlarmsPerHour([score], 'phone', least), 1);
  assert.equal(confidenceFor([score], 'phone', 2), 0);
});
