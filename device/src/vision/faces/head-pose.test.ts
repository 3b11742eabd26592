import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeadPoseFit, headYawOf } from './head-pose.js';

function near(actual: number, expected: number, within = 1e-6): void {
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
}

// A face with depth, so that every turn shows: eyes, nose, mouth and ears, in cm, y up, z toward the camera.
const HEAD: [number, number, number][] = [
  [-3, 3, 2],
  [3, 3, 2],
  [0, 0, 5],
  [-2, -4, 2.5],
  [2, -4, 2.5],
  [-7, 0, -4],
  [7, 0, -4],
  [0, 8, 0],
];

/** The head leaned, then turned about the upright axis, then nodded, as the camera's picture shows it. */
function seen(yawDeg: number, pitchDeg: number, rollDeg: number): { x: number; y: number; z: number }[] {
  const rad = (deg: number): number => (deg * Math.PI) / 180;
  const [yaw, pitch, roll] = [rad(yawDeg), rad(pitchDeg), rad(rollDeg)];
  return HEAD.map(([x, y, z]) => {
    const [x1, y1] = [x * Math.cos(roll) + y * Math.sin(roll), -x * Math.sin(roll) + y * Math.cos(roll)];
    const [x2, z2] = [x1 * Math.cos(yaw) - z * Math.sin(yaw), x1 * Math.sin(yaw) + z * Math.cos(yaw)];
    const [y3, z3] = [
      y1 * Math.cos(pitch) + z2 * Math.sin(pitch),
      -y1 * Math.sin(pitch) + z2 * Math.cos(pitch),
    ];
    return { x: 400 + 20 * x2, y: 300 - 20 * y3, z: -20 * z3 };
  });
}

test('head pose gives back the angles of a turned head, with the signs of docs/conventions.md', () => {
  const fit = new HeadPoseFit(HEAD);
  for (const [yaw, pitch, roll] of [
    [0, 0, 0],
    [30, 0, 0],
    [-45, 0, 0],
    [0, 25, 0],
    [0, -20, 0],
    [0, 0, 15],
    [20, -10, 0],
    [35, 15, -20],
  ]) {
    const pose = fit.fit(seen(yaw, pitch, roll));
    assert.ok(pose);
    near(pose.yawDeg, yaw, 0.01);
    near(pose.pitchDeg, pitch, 0.01);
    near(pose.rollDeg, roll, 0.01);
  }
});

test('points that span no face have no pose', () => {
  const fit = new HeadPoseFit(HEAD);
  assert.equal(fit.fit([]), null);
  assert.equal(fit.fit(HEAD.map(() => ({ x: Number.NaN, y: 0, z: 0 }))), null);
});

test('a head is turned further than its mesh, from 25° on, and to both sides alike', () => {
  near(headYawOf(25), 25);
  near(headYawOf(-10), -10);
  near(headYawOf(45), 54);
  near(headYawOf(-45), -54);
});
