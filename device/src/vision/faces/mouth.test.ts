import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mouthOpening } from './mouth.js';

/** A mouth 40 px wide whose lips stand 10 px apart, turned about the upright axis. */
function opening(yaw: number): number {
  const points = Array.from({ length: 468 }, () => ({ x: 0, y: 0, z: 0 }));
  const put = (i: number, x: number, y: number): void => {
    points[i] = { x: 100 + x * Math.cos(yaw), y: 100 + y, z: x * Math.sin(yaw) };
  };
  put(78, -20, 0);
  put(308, 20, 0);
  put(13, 0, -5);
  put(14, 0, 5);
  return mouthOpening({ points, presence: 1 });
}

test('a mouth’s opening is the distance of its lips over its width', () => {
  assert.equal(opening(0), 0.25);
});

test('a turned head’s mouth is as wide as before', () => {
  assert.ok(Math.abs(opening(0.8) - 0.25) < 1e-9);
});
