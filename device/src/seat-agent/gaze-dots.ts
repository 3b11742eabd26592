import {
  CALIBRATION_DOTS,
  calibrateGaze,
  type DotName,
  type GazeCalibration,
  gazeFeaturesOf,
  type GazeSample,
  type Observation,
  readableFace,
  type ScreenPoint,
} from '@invigil/behaviour';

/** Eyes take this long to come to a dot and to rest there, ms. */
const SETTLE_MS = 700;
/** What is collected of one dot: 20 s at 30 frames a second. */
const MOST_SAMPLES = 600;

const NAMES = ['centre', 'top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;

/** Collects what the camera sees of a candidate who looks at one dot after the other. */
export class GazeDots {
  #samples: GazeSample[] = [];
  #places = { ...CALIBRATION_DOTS };
  #shown: { dot: DotName; since: number } | null = null;

  /** A dot is shown from `at` on (epoch ms, the seat's clock). It is taken for the nearest of the five. */
  show(point: ScreenPoint, at: number): void {
    const dot = nameOf(point);
    this.#shown = { dot, since: at };
    this.#places = { ...this.#places, [dot]: point };
    // A dot that is shown again is looked at anew.
    this.#samples = this.#samples.filter((sample) => sample.dot !== dot);
  }

  see(observation: Observation): void {
    const shown = this.#shown;
    if (shown === null || observation.type === 'no-frame') return;
    if (observation.capturedAt < shown.since + SETTLE_MS || this.#samples.length >= 5 * MOST_SAMPLES) return;
    const face = readableFace(observation.faces);
    const features = face && gazeFeaturesOf(face);
    if (features) this.#samples.push({ dot: shown.dot, features });
  }

  /** The dots are over: what they taught. */
  finish(): GazeCalibration {
    const [samples, places] = [this.#samples, this.#places];
    this.#samples = [];
    this.#places = { ...CALIBRATION_DOTS };
    this.#shown = null;
    return calibrateGaze(samples, places);
  }
}

/** How well a calibration tells where somebody looks, 0–1: what it takes off the error of who knows nothing. Null: it is not used. */
export function qualityOf(calibration: GazeCalibration): number | null {
  if (!calibration.used) return null;
  const axes = [calibration.x, calibration.y].filter(({ used }) => used);
  const gains = axes.map(({ baselineErrorShare, errorShare }) => 1 - errorShare / baselineErrorShare);
  return Math.min(1, Math.max(0, ...gains));
}

function nameOf({ x, y }: ScreenPoint): DotName {
  const distance = (name: DotName): number =>
    Math.hypot(CALIBRATION_DOTS[name].x - x, CALIBRATION_DOTS[name].y - y);
  return NAMES.reduce((best, name) => (distance(name) < distance(best) ? name : best));
}
