import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GazeCalibration } from './calibrate-gaze.js';
import { normalBelow } from './normal-distribution.js';
import { usualMap } from './screen-map.js';
import { screenRegion } from './screen-region.js';

const NEUTRAL = { yawDeg: 2, pitchDeg: -10, gazeX: 0.01 };

function calibrationOf(errorShare: number): GazeCalibration {
  const axis = (name: 'x' | 'y') =>
    ({ used: true, map: usualMap(name, NEUTRAL), errorShare, baselineErrorShare: 0.4 }) as const;
  return { used: true, neutral: NEUTRAL, x: axis('x'), y: axis('y') };
}

const looking = (right: number, up: number, eyesRight = 0) => ({
  yawDeg: NEUTRAL.yawDeg + right,
  pitchDeg: NEUTRAL.pitchDeg + up,
  gazeX: NEUTRAL.gazeX + eyesRight,
});

test('the picture’s left is the candidate’s right, and chin up is the top of the screen', () => {
  const region = screenRegion(looking(12, 9), calibrationOf(0.05));
  assert.equal(region?.column?.third, 'right');
  assert.equal(region.row?.third, 'top');
  const other = screenRegion(looking(0, -9, -0.1), calibrationOf(0.05));
  assert.equal(other?.column?.third, 'left');
  assert.equal(other.row?.third, 'bottom');
  const middle = screenRegion(NEUTRAL, calibrationOf(0.05));
  assert.equal(middle?.column?.third, 'middle');
  assert.equal(middle.row?.third, 'middle');
});

test('head and eyes beyond the edge are off the screen', () => {
  const column = screenRegion(looking(15, 0, 0.15), calibrationOf(0.05))?.column;
  assert.equal(column?.third, 'off-screen');
  assert.ok(column.offScreen === column.probability && column.probability > 0.99);
});

test('the larger the error, the less sure', () => {
  const sure = screenRegion(NEUTRAL, calibrationOf(0.05))?.column;
  const unsure = screenRegion(NEUTRAL, calibrationOf(0.2))?.column;
  assert.ok(sure && sure.probability > 0.99);
  // ±1/6 of the screen is ±0.83 deviations, ±1/2 is ±2.5.
  assert.ok(unsure && Math.abs(unsure.probability - 0.595) < 0.001, `${unsure?.probability}`);
  assert.ok(Math.abs(unsure.offScreen - 0.0124) < 0.0001, `${unsure.offScreen}`);
});

test('an axis that is not used, a head far from where it calibrated and what is no number are not told', () => {
  const calibration = calibrationOf(0.05);
  assert.ok(calibration.used);
  const sideways = { ...calibration, y: { used: false, errorShare: 0.3, baselineErrorShare: 0.3 } } as const;
  assert.equal(screenRegion(NEUTRAL, sideways)?.row, null);
  assert.equal(screenRegion(NEUTRAL, sideways)?.column?.third, 'middle');
  assert.equal(screenRegion(looking(21, 0), calibration), null);
  assert.equal(screenRegion(looking(0, -21), calibration), null);
  assert.equal(screenRegion({ ...NEUTRAL, yawDeg: NaN }, calibration), null);
  assert.equal(screenRegion(NEUTRAL, { used: false, why: 'too-few-samples', dots: [] }), null);
});

test('the normal distribution is that of the tables', () => {
  for (const [z, below] of [
    [0, 0.5],
    [1, 0.841345],
    [-1.959964, 0.025],
    [3, 0.99865],
  ] as const) {
    assert.ok(Math.abs(normalBelow(10 + 2 * z, 10, 2) - below) < 1e-6, `${z}`);
  }
});
