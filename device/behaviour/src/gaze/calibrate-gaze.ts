import { medianOf } from '../median.js';
import { type AxisCalibration, calibrateAxis } from './calibrate-axis.js';
import type { GazeFeatures } from './gaze-features.js';
import { rejectOutliers } from './reject-outliers.js';
import type { ScreenAxis } from './screen-map.js';

/** A place on the screen as the candidate sees it, 0–1 from its left and its top edge. */
export type ScreenPoint = Readonly<Record<ScreenAxis, number>>;

export type DotName = 'centre' | 'top-left' | 'top-right' | 'bottom-left' | 'bottom-right';

/** The dots that a candidate looks at one after the other. */
export const CALIBRATION_DOTS: Readonly<Record<DotName, ScreenPoint>> = {
  centre: { x: 0.5, y: 0.5 },
  'top-left': { x: 0.1, y: 0.1 },
  'top-right': { x: 0.9, y: 0.1 },
  'bottom-left': { x: 0.1, y: 0.9 },
  'bottom-right': { x: 0.9, y: 0.9 },
};

/** The features of one frame, taken while the candidate looked at a dot. */
export type GazeSample = { dot: DotName; features: GazeFeatures };

/** What five dots taught about one candidate at one seat. Plain data: it can be written as JSON and read again. */
export type GazeCalibration =
  | {
      /** At least one axis is better than the baseline. */
      used: true;
      /** Medians of looking at the centre dot. */
      neutral: GazeFeatures;
      x: AxisCalibration;
      y: AxisCalibration;
    }
  | { used: false; why: 'not-better'; x: AxisCalibration; y: AxisCalibration }
  | {
      used: false;
      why: 'too-few-samples';
      /** The dots to look at again, and how many usable samples they had. */
      dots: { dot: DotName; usable: number }[];
    };

/** One second at ten frames a second: fewer can't tell a spread from an accident. */
const LEAST_SAMPLES = 10;
const NAMES = ['centre', 'top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;

/**
 * Learns where on the screen one candidate looks, and whether that is worth anything.
 * @param places where the dots really were
 */
export function calibrateGaze(
  samples: readonly GazeSample[],
  places: Readonly<Record<DotName, ScreenPoint>> = CALIBRATION_DOTS,
): GazeCalibration {
  const dots = NAMES.map((dot) => ({
    dot,
    samples: rejectOutliers(samples.filter((sample) => sample.dot === dot).map(({ features }) => features)),
  }));
  const short = dots.filter((dot) => dot.samples.length < LEAST_SAMPLES);
  if (short.length > 0) {
    return {
      used: false,
      why: 'too-few-samples',
      dots: short.map(({ dot, samples }) => ({ dot, usable: samples.length })),
    };
  }
  const neutral = medianFeatures(dots.flatMap(({ dot, samples }) => (dot === 'centre' ? samples : [])));
  const axis = (name: ScreenAxis) =>
    calibrateAxis(
      name,
      dots.map(({ dot, samples }) => ({ place: places[dot][name], samples })),
      neutral,
    );
  const [x, y] = [axis('x'), axis('y')];
  return x.used || y.used ? { used: true, neutral, x, y } : { used: false, why: 'not-better', x, y };
}

/** The median of each feature. */
export function medianFeatures(samples: readonly GazeFeatures[]): GazeFeatures {
  return {
    yawDeg: medianOf(samples, 'yawDeg'),
    pitchDeg: medianOf(samples, 'pitchDeg'),
    gazeX: medianOf(samples, 'gazeX'),
  };
}
