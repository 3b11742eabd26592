import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrateGaze, type GazeSample } from './calibrate-gaze.js';
import type { GazeFeatures } from './gaze-features.js';
import { screenRegion } from './screen-region.js';
import { placeOf, usualMap } from './screen-map.js';
import { chance, type Posture, samplesOf, seatOf } from './test-seat.js';

const SEATS = Array.from({ length: 100 }, (_, seed) => seatOf(seed + 1));

/** Samples of a candidate whose features have nothing to do with where the dots are. */
function aimless(seed: number, wander: number): GazeSample[] {
  const { normal } = chance(seed);
  return samplesOf((_, frames) => {
    const at = {
      yawDeg: 4 * wander * normal(),
      pitchDeg: 4 * wander * normal(),
      gazeX: 0.06 * wander * normal(),
    };
    return Array.from({ length: frames }, () => ({
      yawDeg: at.yawDeg + 0.5 * normal(),
      pitchDeg: at.pitchDeg + 0.7 * normal(),
      gazeX: at.gazeX + 0.014 * normal(),
    }));
  });
}

function rootMeanSquare(errors: readonly number[]): number {
  return Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
}

/** Errors at places that were no dots, over all seats that use an axis, and the error that they tell of themselves. */
function errorsOf(axis: 'x' | 'y', posture: Posture): { own: number; usual: number; told: number } {
  const { uniform } = chance(99);
  const errors = SEATS.flatMap((seat) => {
    const calibration = calibrateGaze(samplesOf(seat.look));
    if (!calibration.used) return [];
    const fitted = calibration[axis];
    if (!fitted.used) return [];
    const usual = usualMap(axis, calibration.neutral);
    return Array.from({ length: 20 }, () => ({ x: uniform(), y: uniform() })).flatMap((point) =>
      seat.look(point, 2, posture).map((features) => ({
        own: placeOf(fitted.map, features) - point[axis],
        usual: placeOf(usual, features) - point[axis],
        told: fitted.errorShare,
      })),
    );
  });
  assert.ok(errors.length > 1000, `${axis}: ${errors.length} looks`);
  return {
    own: rootMeanSquare(errors.map(({ own }) => own)),
    usual: rootMeanSquare(errors.map(({ usual }) => usual)),
    told: rootMeanSquare(errors.map(({ told }) => told)),
  };
}

test('an axis in use beats the usual map at places that were no dots, by about the error it tells', () => {
  for (const axis of ['x', 'y'] as const) {
    const { own, told, usual } = errorsOf(axis, 'same');
    assert.ok(own < 0.85 * usual, `${axis}: ${own} against ${usual}`);
    assert.ok(told > 0.9 * own && told < 1.6 * own, `${axis}: told ${told}, is ${own}`);
  }
});

test('a head that turns more or less than while calibrating leaves it better than the usual map', () => {
  const { own, usual } = errorsOf('x', 'other-head');
  assert.ok(own < 0.85 * usual, `${own} against ${usual}`);
});

test('a third is as often right as its probability says', () => {
  const { uniform } = chance(98);
  let [right, told, looks] = [0, 0, 0];
  for (const seat of SEATS) {
    const calibration = calibrateGaze(samplesOf(seat.look));
    for (let look = 0; look < 20; look += 1) {
      const point = { x: uniform(), y: uniform() };
      for (const features of seat.look(point, 2)) {
        const column = screenRegion(features, calibration)?.column;
        if (!column) continue;
        looks += 1;
        told += column.probability;
        right += Number(column.third === (['left', 'middle', 'right'] as const)[Math.floor(point.x * 3)]);
      }
    }
  }
  assert.ok(looks > 1000, `${looks}`);
  assert.ok(right / looks > 0.8, `${right / looks}`);
  assert.ok(Math.abs(told / looks - right / looks) < 0.06, `told ${told / looks}, right ${right / looks}`);
});

test('what has nothing to do with the dots is not used', () => {
  for (let seed = 1; seed <= 100; seed += 1) {
    const calibration = calibrateGaze(aimless(seed, 0));
    assert.equal(calibration.used, false);
    assert.ok(!calibration.used && calibration.why === 'not-better');
  }
  const byChance = Array.from({ length: 300 }, (_, seed) => calibrateGaze(aimless(seed + 1, 1)));
  const used = byChance.filter((calibration) => calibration.used).length;
  assert.ok(used <= 20, `${used} of 300 heads that stood anywhere passed for calibrated`);
});

test('one candidate has one calibration, whichever way it is stored', () => {
  const samples = samplesOf(seatOf(4).look);
  const calibration = calibrateGaze(samples);
  assert.deepEqual(calibrateGaze(samples), calibration);
  assert.deepEqual(JSON.parse(JSON.stringify(calibration)), calibration);
});

test('a camera beside the screen changes no error', () => {
  const samples = samplesOf(seatOf(4).look);
  const beside = samples.map(({ dot, features }) => ({
    dot,
    features: { ...features, yawDeg: features.yawDeg + 25, gazeX: features.gazeX - 0.1 },
  }));
  const [a, b] = [calibrateGaze(samples), calibrateGaze(beside)];
  assert.ok('x' in a && 'x' in b);
  assert.ok(Math.abs(a.x.errorShare - b.x.errorShare) < 1e-9);
  assert.ok(Math.abs(a.x.baselineErrorShare - b.x.baselineErrorShare) < 1e-9);
});

test('blinks and glances aside among the samples change little', () => {
  const samples = samplesOf(seatOf(4).look);
  const wild = samples.map((sample, index) =>
    index % 6 === 5 ? { ...sample, features: { yawDeg: 60, pitchDeg: -60, gazeX: 0.9 } } : sample,
  );
  const [clean, spoilt] = [calibrateGaze(samples), calibrateGaze(wild)];
  assert.ok('x' in clean && 'x' in spoilt);
  assert.ok(Math.abs(clean.x.errorShare - spoilt.x.errorShare) < 0.02);
});

test('a dot that was not shown, or seen too rarely, is named', () => {
  const samples = samplesOf(seatOf(4).look);
  const some = samples.filter(({ dot }, index) => dot !== 'top-left' && (dot !== 'centre' || index < 9));
  assert.deepEqual(calibrateGaze(some), {
    used: false,
    why: 'too-few-samples',
    dots: [
      { dot: 'centre', usable: 9 },
      { dot: 'top-left', usable: 0 },
    ],
  });
  assert.equal(calibrateGaze([]).used, false);
});

test('what is no number is no sample', () => {
  const samples = samplesOf(seatOf(4).look);
  const broken = [{ gazeX: NaN }, { yawDeg: Infinity }, { pitchDeg: NaN }].map((wrong) => ({
    dot: 'centre' as const,
    features: { yawDeg: 0, pitchDeg: 0, gazeX: 0, ...wrong },
  }));
  assert.deepEqual(calibrateGaze([...broken, ...samples, ...broken]), calibrateGaze(samples));
});

test('a dot counts as much as another, however long it was looked at', () => {
  const samples = samplesOf(seatOf(4).look);
  const longer = samples.flatMap((sample) =>
    Array.from({ length: sample.dot === 'top-right' ? 20 : 1 }, () => sample),
  );
  const [a, b] = [calibrateGaze(samples), calibrateGaze(longer)];
  assert.ok('x' in a && 'x' in b);
  assert.ok(Math.abs(a.x.errorShare - b.x.errorShare) < 1e-9);
  assert.ok(Math.abs(a.y.errorShare - b.y.errorShare) < 1e-9);
});

test('features that never change are not used', () => {
  const still: GazeFeatures = { yawDeg: 3, pitchDeg: -9, gazeX: 0.01 };
  const calibration = calibrateGaze(samplesOf((_, frames) => Array.from({ length: frames }, () => still)));
  assert.ok(!calibration.used && calibration.why === 'not-better');
  assert.ok(Number.isFinite(calibration.x.errorShare));
});
