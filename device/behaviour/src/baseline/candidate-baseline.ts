import type { FrameObservation } from '../evidence.js';
import type { GazeCalibration } from '../gaze/calibrate-gaze.js';
import { gazeFeaturesOf } from '../gaze/gaze-features.js';
import { type Spread, spreadOf } from '../median.js';
import type { FaceObservation, HeadPose } from '../observation.js';
import type { Moment } from '../timeline.js';
import { type HeadFront, HeadStart, isNearlyFrontal } from './head-start.js';
import { RunningSpread } from './running-spread.js';
import { SeatGeometry } from './seat-geometry.js';
import { SteadyWindow } from './steady-window.js';

/** How a candidate faces the screen in calm minutes, as this camera sees it. */
export type Baseline = {
  yawDeg: Spread;
  pitchDeg: Spread;
  /** Of `gaze.x`, with the head near its baseline; null while it isn't known. */
  gazeX: Spread | null;
  /** Of `eyes.opening`, eyes open; null while it isn't known. */
  eyesOpening: Spread | null;
};

/** Once it is there, the baseline follows only a head this close to it, degrees. */
const FOLLOW_DEG = 10;
/** How far it may walk: nobody can take it to the side. */
const HEAD_WALK = { first: 10, later: 6 };
const GAZE_WALK = { first: 0.06, later: 0.04 };
const OPENING_WALK = { first: 0.1, later: 0.06 };
/**
 * Eyes at rest deviate by 0.002–0.008 by their median (four films of three persons); eyes that go evenly from edge to edge of a
 * screen, ±0.15, by 0.075.
 */
const STEADY_GAZE = 0.05;

type Head = { yawDeg: RunningSpread; pitchDeg: RunningSpread };

/**
 * The one owner of what is usual for a candidate: first from a few steady seconds, refined over the first minutes, followed slowly
 * from then on. Begins anew when the camera was moved or is another one, or when somebody sits down elsewhere after a long absence.
 */
export class CandidateBaseline {
  readonly #geometry = new SeatGeometry();
  #headStart = new HeadStart();
  #eyesStart = newEyesStart();
  #head: Head | null = null;
  #gazeX: RunningSpread | null = null;
  #eyesOpening: RunningSpread | null = null;
  #provisional: Baseline | null = null;
  #calibration: GazeCalibration | null = null;

  /** What check-in taught, as long as the geometry that it was taught in holds. */
  get calibration(): GazeCalibration | null {
    return this.#calibration;
  }

  /** Begins with what the candidate's own calibration says. */
  seed(calibration: GazeCalibration): void {
    this.startAnew();
    this.#calibration = calibration;
    if (!calibration.used) return;
    this.#head = headOf([calibration.neutral]);
    this.#gazeX = new RunningSpread([calibration.neutral.gazeX], GAZE_WALK);
  }

  /** Forgets what it learnt: the camera looks from elsewhere, or the candidate sits elsewhere. */
  startAnew(): void {
    this.#headStart = new HeadStart();
    this.#eyesStart = newEyesStart();
    this.#head = null;
    this.#gazeX = null;
    this.#eyesOpening = null;
    this.#provisional = null;
    this.#calibration = null;
  }

  /**
   * Takes a frame and the candidate's face, and gives the baseline, or null while it isn't known.
   * @param face null where none can be read
   */
  read(frame: FrameObservation, face: FaceObservation | null, now: Moment): Baseline | null {
    if (this.#geometry.changes(frame, now)) this.startAnew();
    if (face?.headPose) {
      this.#readHead(face.headPose, now.elapsedMs);
      this.#readEyes(face, now.elapsedMs);
    }
    return this.#current();
  }

  #readHead(pose: HeadPose, elapsedMs: number): void {
    if (this.#head) {
      if (!isNear(pose, this.#head)) return;
      this.#head.yawDeg.add(pose.yawDeg, elapsedMs);
      this.#head.pitchDeg.add(pose.pitchDeg, elapsedMs);
      return;
    }
    const front = this.#headStart.read(pose, elapsedMs);
    this.#provisional = front?.provisional ? provisionalOf(front) : null;
    if (front && !front.provisional) this.#head = headOf(front.poses);
  }

  #readEyes(face: FaceObservation, elapsedMs: number): void {
    const features = gazeFeaturesOf(face);
    const opening = face.eyes?.opening;
    if (!features || opening === undefined) return;
    const isCalm = this.#head ? isNear(features, this.#head) : isNearlyFrontal(features);
    if (!isCalm) return;
    this.#gazeX?.add(features.gazeX, elapsedMs);
    this.#eyesOpening?.add(opening, elapsedMs);
    if (this.#gazeX && this.#eyesOpening) return;
    const steady = this.#eyesStart.read({ gazeX: features.gazeX, opening }, elapsedMs);
    if (!steady || !this.#head) return;
    this.#gazeX ??= runningOf(steady, 'gazeX', GAZE_WALK);
    this.#eyesOpening = runningOf(steady, 'opening', OPENING_WALK);
  }

  #current(): Baseline | null {
    if (!this.#head) return this.#provisional;
    return {
      yawDeg: this.#head.yawDeg.current,
      pitchDeg: this.#head.pitchDeg.current,
      gazeX: this.#gazeX?.current ?? null,
      eyesOpening: this.#eyesOpening?.current ?? null,
    };
  }
}

function newEyesStart(): SteadyWindow<'gazeX' | 'opening'> {
  return new SteadyWindow({
    limits: { gazeX: STEADY_GAZE, opening: Infinity },
    windowMs: 5000,
    leastSpanMs: 3000,
    leastReadings: 8,
  });
}

function headOf(poses: HeadFront['poses']): Head {
  return {
    yawDeg: runningOf(poses, 'yawDeg', HEAD_WALK),
    pitchDeg: runningOf(poses, 'pitchDeg', HEAD_WALK),
  };
}

function runningOf<Name extends string>(
  readings: readonly Readonly<Record<Name, number>>[],
  name: Name,
  walk: typeof HEAD_WALK,
): RunningSpread {
  return new RunningSpread(
    readings.map((values) => values[name]),
    walk,
  );
}

function provisionalOf({ poses }: HeadFront): Baseline {
  return {
    yawDeg: spreadOf(poses.map(({ yawDeg }) => yawDeg)),
    pitchDeg: spreadOf(poses.map(({ pitchDeg }) => pitchDeg)),
    gazeX: null,
    eyesOpening: null,
  };
}

function isNear(pose: { yawDeg: number; pitchDeg: number }, { pitchDeg, yawDeg }: Head): boolean {
  return (
    Math.abs(pose.yawDeg - yawDeg.current.median) <= FOLLOW_DEG &&
    Math.abs(pose.pitchDeg - pitchDeg.current.median) <= FOLLOW_DEG
  );
}
