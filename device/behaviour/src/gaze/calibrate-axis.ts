import type { GazeFeatures } from './gaze-features.js';
import { fitRidge, type RidgeRow } from './ridge.js';
import { placeOf, type ScreenAxis, type ScreenMap, USUAL_SLOPES, usualMap } from './screen-map.js';

/** What was seen while somebody looked at one place of an axis, 0–1 of the screen. */
export type AxisDot = { place: number; samples: readonly GazeFeatures[] };

/** What a calibration knows of one axis. Errors are root mean squares over the dots, in shares of the screen. */
export type AxisCalibration =
  | {
      used: true;
      map: ScreenMap;
      /** Of this calibration, at dots that it was not fitted to. */
      errorShare: number;
      /** Of the better of the two that know nothing of the dots: the usual map, and "always the middle". */
      baselineErrorShare: number;
    }
  | {
      /** The calibration is no better than what is known without it. */
      used: false;
      errorShare: number;
      baselineErrorShare: number;
    };

/**
 * How strongly the fit is pulled toward the usual slopes, in screens². Over 300 made-up seats (`test-seat.ts`) whose candidates
 * later turned the head more or less than while calibrating, 0.01 gave the least error: 0.068 of the screen; 0.073 with ten times
 * as much, 0.079 with a tenth, 0.076 where each seat chose by its own five dots, 0.088 or more pulled toward zero (docs/adr/0007).
 */
const LAMBDA = 0.01;
/** Features that wander from dot to dot by chance beat the baseline by this factor in 45 of 1000 made-up seats. */
const BETTER = 0.8;

/** Fits one axis and judges the fit by leaving out one dot at a time. @param neutral of looking at the screen's middle */
export function calibrateAxis(
  axis: ScreenAxis,
  dots: readonly AxisDot[],
  neutral: GazeFeatures,
): AxisCalibration {
  const errorShare = rootMean(
    dots.map((dot) =>
      squaredError(
        fitAxis(
          axis,
          dots.filter((other) => other !== dot),
        ),
        dot,
      ),
    ),
  );
  const usual = usualMap(axis, neutral);
  const baselineErrorShare = Math.min(
    rootMean(dots.map((dot) => squaredError(usual, dot))),
    rootMean(dots.map(({ place }) => (place - 0.5) ** 2)),
  );
  return errorShare <= BETTER * baselineErrorShare
    ? { used: true, map: fitAxis(axis, dots), errorShare, baselineErrorShare }
    : { used: false, errorShare, baselineErrorShare };
}

/** The map that fits some dots best, each dot counting the same, pulled toward the usual slopes. */
export function fitAxis(axis: ScreenAxis, dots: readonly AxisDot[]): ScreenMap {
  const usual = USUAL_SLOPES[axis];
  const names = (['yawDeg', 'pitchDeg', 'gazeX'] as const).filter((name) => usual[name] !== 0);
  const rows: RidgeRow[] = dots.flatMap(({ place, samples }) =>
    samples.map((sample) => ({
      values: names.map((name) => sample[name]),
      target: place,
      weight: 1 / samples.length,
    })),
  );
  // A feature's unit is what usually crosses the whole screen.
  const prior = names.map((name) => ({ slope: usual[name], unit: 1 / Math.abs(usual[name]) }));
  const { intercept, slopes } = fitRidge(rows, prior, LAMBDA);
  const fitted = Object.fromEntries(names.map((name, j) => [name, slopes[j] ?? 0]));
  return { intercept, slopes: { ...usual, ...fitted } };
}

function squaredError(map: ScreenMap, { place, samples }: AxisDot): number {
  return mean(samples.map((sample) => (placeOf(map, sample) - place) ** 2));
}

function rootMean(squares: readonly number[]): number {
  return Math.sqrt(mean(squares));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
