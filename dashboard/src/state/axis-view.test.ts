import assert from 'node:assert/strict';
import { test } from 'node:test';
import { panned, showing, spanOf, type AxisView } from './axis-view.js';

const MINUTE = 60_000;
const reach = { began: 0, now: 60 * MINUTE };
const live: AxisView = { zoom: 5, end: null };

test('follows the time until it is panned, and again once it is panned back', () => {
  assert.deepEqual(spanOf(live, reach), { from: 55 * MINUTE, to: 60 * MINUTE });
  const earlier = panned(live, -1, reach);
  assert.deepEqual(spanOf(earlier, { ...reach, now: 61 * MINUTE }), {
    from: 52.5 * MINUTE,
    to: 57.5 * MINUTE,
  });
  assert.deepEqual(panned(earlier, 1, reach), live);
});

test('goes no further back than the session, and shows all of it', () => {
  let view: AxisView = { zoom: 30, end: null };
  for (let i = 0; i < 5; i += 1) view = panned(view, -1, reach);
  assert.deepEqual(spanOf(view, reach), { from: 0, to: 30 * MINUTE });
  assert.deepEqual(spanOf({ zoom: null, end: null }, reach), { from: 0, to: 60 * MINUTE });
});

test('comes to a time that is not in view, and stays where it is', () => {
  assert.deepEqual(spanOf(showing(live, 20 * MINUTE, reach), reach), {
    from: 17.5 * MINUTE,
    to: 22.5 * MINUTE,
  });
  assert.equal(showing(live, 58 * MINUTE, reach), live);
});
