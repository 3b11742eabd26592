import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SAMPLE_NOW, sampleMinute } from '../lib/sample-views.js';
import { poseCells } from './pose-cells.js';

test('a minute is cut to the span, and looks are shares of the time that was watched', () => {
  const minute = {
    ...sampleMinute(0),
    watchedMs: 30_000,
    looks: { ...sampleMinute(0).looks, left: { count: 2, totalMs: 6000, longestMs: 4000 } },
  };
  const cells = poseCells([minute, sampleMinute(5)], { from: SAMPLE_NOW + 30_000, to: SAMPLE_NOW + 150_000 });
  assert.deepEqual(
    cells.map(({ away, left, watched, width }) => [left, width, away.left, away.up, watched]),
    [[0, 0.25, 0.2, 0, 0.5]],
  );
});
