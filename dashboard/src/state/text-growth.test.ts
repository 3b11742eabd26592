import type { EditingMinute, EditingStep } from '@invigil/contract';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growthPaths, growthPoints, sumOfMinute } from './text-growth.js';

const T = 1_800_000_000_000;
const step = (given: Partial<EditingStep>): EditingStep => ({
  typed: 0,
  pasted: 0,
  completed: 0,
  bulk: 0,
  deleted: 0,
  ...given,
});
const minute = (from: number, ...steps: EditingStep[]): EditingMinute => ({
  from,
  steps,
  undone: 0,
  redone: 0,
  opened: 0,
  saved: 0,
  closed: 0,
  files: 1,
  length: 0,
});

test('text grows step by step, and stands between minutes', () => {
  const points = growthPoints([
    minute(T, step({ typed: 10 }), step({ pasted: 30, deleted: 4 })),
    minute(T + 60_000, step({ typed: 5 })),
  ]);
  assert.deepEqual(
    points.map(({ at, sum }) => [at - T, sum.typed, sum.pasted, sum.deleted]),
    [
      [0, 0, 0, 0],
      [5000, 10, 0, 0],
      [10_000, 10, 30, 4],
      [60_000, 10, 30, 4],
      [65_000, 15, 30, 4],
    ],
  );
});

test('two windows at once: all counts, and time never runs back', () => {
  const points = growthPoints([
    minute(T, step({ typed: 1 }), step({ typed: 1 })),
    minute(T + 2500, step({ bulk: 7 })),
  ]);
  const times = points.map(({ at }) => at);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
  assert.deepEqual([points.at(-1)?.sum.typed, points.at(-1)?.sum.bulk], [2, 7]);
});

test('nothing told is no growth', () => {
  assert.deepEqual(growthPoints([]), []);
  assert.deepEqual(growthPaths([], { width: 10, height: 10 }), {
    areas: { typed: '', pasted: '', completed: '', bulk: '' },
    left: '',
    most: 1,
  });
});

test('areas stand on each other and fill the box; what was left lies below', () => {
  const points = growthPoints([minute(T, step({ typed: 25, deleted: 50 }), step({ pasted: 75 }))]);
  const { areas, left, most } = growthPaths(points, { width: 100, height: 100 });
  assert.equal(most, 100);
  assert.equal(areas.typed, 'M0 100L50 75L100 75L100 100L50 100L0 100Z');
  assert.equal(areas.pasted, 'M0 100L50 75L100 0L100 75L50 75L0 100Z');
  assert.equal(areas.bulk, '');
  // More was deleted than had come: the file was there before.
  assert.equal(left, 'M0 100L50 100L100 50');
});

test('a minute is the sum of its steps', () => {
  assert.deepEqual(
    sumOfMinute(minute(T, step({ typed: 1, bulk: 2 }), step({ typed: 3, deleted: 1 }))),
    step({ typed: 4, bulk: 2, deleted: 1 }),
  );
});
