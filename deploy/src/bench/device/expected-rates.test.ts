import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Costs, expectedRates, type Seat } from './expected-rates.js';

const SEAT: Seat = {
  cores: 4,
  cameraFps: 30,
  wanted: { faces: 10, detector: 3, objects: 1.5, identity: 0.5 },
  floors: { faces: 5, objects: 1 },
  cpuShare: 0.25,
};

/** A machine this many times slower than one that sees faces in 10 ms and objects in 20 ms. */
function machine(slower: number): Costs {
  return {
    frameMs: 10 * slower,
    objectMs: 20 * slower,
    cpuMs: { frame: 10 * slower, object: 20 * slower, read: slower },
  };
}

test('a fast machine looks as often as wanted', () => {
  const { cpuShare, ...rates } = expectedRates(machine(1), SEAT);
  assert.deepEqual(rates, { faces: 10, objects: 1.5, floorsKept: true });
  // 10 × 10 + 1.5 × 20 + 30 × 1 ms a second, of four cores.
  assert.ok(Math.abs(cpuShare - 0.04) < 1e-9, `${cpuShare}`);
});

test('a slower one looks less often, to keep to its budget', () => {
  const expected = expectedRates(machine(8), SEAT);
  assert.ok(expected.faces > 5 && expected.faces < 10, `${expected.faces} a second`);
  assert.ok(expected.cpuShare <= 0.25 && expected.cpuShare > 0.24, `${expected.cpuShare}`);
  assert.equal(expected.floorsKept, true);
});

test('where the floors overrun the budget they are kept', () => {
  const expected = expectedRates(machine(15), SEAT);
  assert.equal(expected.faces, 5);
  assert.equal(expected.objects, 1);
  assert.ok(expected.cpuShare > 0.25);
  assert.equal(expected.floorsKept, true);
});

test('a machine that can’t see five faces or one picture’s objects a second does not keep the floors', () => {
  assert.equal(expectedRates(machine(25), SEAT).floorsKept, false);
  assert.equal(expectedRates({ ...machine(1), objectMs: 1100 }, SEAT).floorsKept, false);
});

test('a seat that wants less than a floor keeps it with less', () => {
  const seldom = { ...SEAT, wanted: { ...SEAT.wanted, faces: 2 } };
  const { faces, floorsKept } = expectedRates(machine(1), seldom);
  assert.deepEqual({ faces, floorsKept }, { faces: 2, floorsKept: true });
});
