import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SteadyWindow } from './steady-window.js';

/** Reads one value each so many ms, and gives what the last reading gave. */
function readAll(window: SteadyWindow<'a'>, values: readonly number[], eachMs: number, from = 0) {
  let steady = null;
  for (const [index, a] of values.entries()) steady = window.read({ a }, from + index * eachMs);
  return steady;
}

const WINDOW = { windowMs: 5000, leastSpanMs: 3000, leastReadings: 8 };
const times = (count: number, value: number) => Array.from({ length: count }, () => value);

test('is steady after three seconds and eight readings', () => {
  assert.equal(readAll(new SteadyWindow({ ...WINDOW, limits: { a: 1 } }), times(30, 5), 100), null);
  assert.equal(readAll(new SteadyWindow({ ...WINDOW, limits: { a: 1 } }), times(31, 5), 100)?.length, 31);
  assert.equal(readAll(new SteadyWindow({ ...WINDOW, limits: { a: 1 } }), times(7, 5), 600), null);
  assert.equal(readAll(new SteadyWindow({ ...WINDOW, limits: { a: 1 } }), times(8, 5), 600)?.length, 8);
});

test('forgets what is older than five seconds', () => {
  const window = new SteadyWindow({ ...WINDOW, limits: { a: 1 } });
  assert.equal(
    readAll(
      window,
      Array.from({ length: 40 }, (_, index) => index),
      100,
    ),
    null,
  );
  const steady = readAll(window, times(60, 5), 100, 4000);
  assert.equal(steady?.length, 51);
  assert.ok(steady.every(({ a }) => a === 5));
});

test('one measure that moves is enough to be unsteady', () => {
  const window = new SteadyWindow({ ...WINDOW, limits: { a: 1, b: 1 } });
  let steady = null;
  for (let index = 0; index < 40; index += 1) steady = window.read({ a: 5, b: index }, index * 100);
  assert.equal(steady, null);
});
