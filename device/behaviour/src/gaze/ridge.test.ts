import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitRidge, type RidgeRow } from './ridge.js';
import { solvePositiveDefinite } from './solve-positive-definite.js';
import { chance } from './test-seat.js';

const { normal } = chance(3);
const ROWS: RidgeRow[] = Array.from({ length: 40 }, () => {
  const [a, b] = [normal(), normal()];
  return { values: [a, b], target: 2 + 3 * a - 0.5 * b + 0.1 * normal(), weight: 1 };
});
const FLAT = [
  { slope: 0, unit: 1 },
  { slope: 0, unit: 1 },
];

function near(actual: number | undefined, expected: number, within: number): void {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < within, `${actual}, not ${expected}`);
}

test('equations are solved', () => {
  const [x, y, z] = solvePositiveDefinite(
    [
      [4, 2, 1],
      [2, 5, 3],
      [1, 3, 6],
    ],
    [4 - 4 + 3, 2 - 10 + 9, 1 - 6 + 18],
  );
  near(x, 1, 1e-12);
  near(y, -2, 1e-12);
  near(z, 3, 1e-12);
  assert.ok(solvePositiveDefinite([[-1]], [1]).every(Number.isNaN));
});

test('hardly pulled, it finds the slopes; pulled hard, it keeps what was believed', () => {
  const free = fitRidge(ROWS, FLAT, 1e-9);
  near(free.intercept, 2, 0.1);
  near(free.slopes[0], 3, 0.1);
  near(free.slopes[1], -0.5, 0.1);
  const believed = [
    { slope: 1, unit: 1 },
    { slope: 7, unit: 1 },
  ];
  const held = fitRidge(ROWS, believed, 1e9);
  near(held.slopes[0], 1, 1e-6);
  near(held.slopes[1], 7, 1e-6);
});

test('the slope of one value is that of the closed form', () => {
  const rows = [0, 1, 2, 3].map((a) => ({ values: [a], target: 2 * a, weight: 1 }));
  // Variance 1.25, covariance 2.5: (2.5 + 0.25 · 1) / (1.25 + 0.25).
  const { intercept, slopes } = fitRidge(rows, [{ slope: 1, unit: 1 }], 0.25);
  near(slopes[0], 2.75 / 1.5, 1e-12);
  near(intercept, 3 - (1.5 * 2.75) / 1.5, 1e-12);
});

test('the unit in which a value is given changes no prediction', () => {
  const scaled = ROWS.map((row) => ({
    ...row,
    values: row.values.map((value, j) => (j === 0 ? value * 60 : value)),
  }));
  const a = fitRidge(
    ROWS,
    [
      { slope: 1, unit: 2 },
      { slope: 0, unit: 1 },
    ],
    0.3,
  );
  const b = fitRidge(
    scaled,
    [
      { slope: 1 / 60, unit: 120 },
      { slope: 0, unit: 1 },
    ],
    0.3,
  );
  near(b.intercept, a.intercept, 1e-9);
  near((b.slopes[0] ?? NaN) * 60, a.slopes[0] ?? NaN, 1e-9);
  near(b.slopes[1], a.slopes[1] ?? NaN, 1e-9);
});

test('weights count as repetition does', () => {
  const twice = [...ROWS, ...ROWS.slice(0, 10)];
  const weighted = ROWS.map((row, index) => ({ ...row, weight: index < 10 ? 6 : 3 }));
  const [a, b] = [fitRidge(twice, FLAT, 0.1), fitRidge(weighted, FLAT, 0.1)];
  near(b.intercept, a.intercept, 1e-9);
  near(b.slopes[0], a.slopes[0] ?? NaN, 1e-9);
});

test('a value that never changes keeps the slope believed', () => {
  const constant = ROWS.map((row) => ({ ...row, values: [row.values[0] ?? 0, 5] }));
  const { slopes } = fitRidge(
    constant,
    [
      { slope: 0, unit: 1 },
      { slope: 4, unit: 1 },
    ],
    0.01,
  );
  near(slopes[1], 4, 1e-9);
});
