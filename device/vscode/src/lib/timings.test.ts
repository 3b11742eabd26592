import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Timings } from './timings.js';

test('gives back what the handler gave, and counts it', () => {
  const timings = new Timings();
  assert.equal(timings.summary().p95Ms, 0);
  assert.equal(
    timings.time(() => 7),
    7,
  );
  assert.equal(timings.summary().n, 1);
});

test('counts a handler that throws', () => {
  const timings = new Timings();
  assert.throws(() =>
    timings.time(() => {
      throw new Error('x');
    }),
  );
  assert.equal(timings.summary().n, 1);
});

test('keeps the newest samples only', () => {
  const timings = new Timings(4);
  timings.time(() => {
    const until = performance.now() + 20;
    while (performance.now() < until);
  });
  assert.ok(timings.summary().worstMs >= 20);
  for (let i = 0; i < 4; i++) timings.time(() => undefined);
  const { n, worstMs } = timings.summary();
  assert.equal(n, 5);
  assert.ok(worstMs < 20);
});
