import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Timeline } from './timeline.js';

test('counts a short gap as one second and a step back as nothing', () => {
  const timeline = new Timeline();
  const ticks = [0, 100, 5000, 4000, 4100].map((ms) => timeline.tick(1_000_000 + ms));
  assert.deepEqual(
    ticks.map((tick) => tick.stepMs),
    [0, 100, 1000, 0, 100],
  );
  assert.equal(ticks.at(-1)?.elapsedMs, 1200);
});

test('keeps its epoch time from stepping back with a small step of the clock', () => {
  const timeline = new Timeline();
  timeline.tick(1_000_000);
  assert.equal(timeline.tick(999_000).at, 1_000_000);
});

test('breaks at a long gap, which then counts in full, and at a clock that was set back', () => {
  const timeline = new Timeline();
  timeline.tick(1_000_000);
  assert.deepEqual(timeline.tick(1_060_000), { at: 1_060_000, elapsedMs: 60_000, stepMs: 0, broken: true });
  assert.deepEqual(timeline.tick(1_000_000), { at: 1_000_000, elapsedMs: 70_000, stepMs: 0, broken: true });
});
