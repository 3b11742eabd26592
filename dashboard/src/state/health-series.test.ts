import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HealthMinute } from '@invigil/contract';
import { MEASURES } from '../lib/device-words.js';
import { extremes, healthSeries } from './health-series.js';

const MINUTE_MS = 60_000;

function minute(number: number, more: Partial<HealthMinute> = {}): HealthMinute {
  return {
    at: number * MINUTE_MS,
    captured: 30,
    faces: 10,
    objects: 1,
    frameMs: 14,
    memoryMb: 200,
    temperatureC: null,
    cpuShare: 0.5,
    outbox: 0,
    outboxOldestMs: 0,
    diskUsedMb: null,
    diskFreeMb: 1500,
    clockOffsetMs: -3,
    ...more,
  };
}

const history = (minutes: HealthMinute[], everyMinutes = 1) => ({ from: 0, to: 1, everyMinutes, minutes });

test('a curve breaks where the seat said nothing, and where it said nothing of this', () => {
  const minutes = [minute(1), minute(2), minute(5), minute(6, { frameMs: null })];
  const { seconds, values } = healthSeries(history(minutes), 'frameMs');
  assert.deepEqual(seconds, [60, 120, 180, 300, 360]);
  assert.deepEqual(values, [14, 14, null, 14, null]);
});

test('minutes that were left out on purpose break nothing', () => {
  const { values } = healthSeries(history([minute(0), minute(7), minute(20)], 7), 'captured');
  assert.deepEqual(values, [30, 30, 30]);
});

test('shares are percent, megabytes gigabytes, and the rest as it was told', () => {
  const last = MEASURES.map((measure) => healthSeries(history([minute(1)]), measure).values[0]);
  assert.deepEqual(last, [30, 14, 50, null, 200, 0, 1.5, -3]);
});

test('says the last, least and greatest, and nothing of nothing', () => {
  const minutes = [4, 9, 2, 5].map((captured, i) => minute(i, { captured }));
  assert.deepEqual(extremes(healthSeries(history(minutes), 'captured')), { last: 5, least: 2, greatest: 9 });
  assert.equal(extremes(healthSeries(history(minutes), 'temperature')), null);
});
