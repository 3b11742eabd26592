import { CALIBRATION_DOTS, type GazeSample, type ScreenPoint } from './calibrate-gaze.js';
import type { GazeFeatures } from './gaze-features.js';

/** Seats made up by geometry, for the tests of this folder. Not exported from the package. */

/** Numbers by chance, the same each time: mulberry32, and Box and Muller's way to a normal distribution. */
export function chance(seed: number): { uniform: () => number; normal: () => number } {
  let state = seed;
  const uniform = () => {
    state = Math.trunc(state + 0x6d2b79f5);
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

const DEGREES = 180 / Math.PI;

/** How a candidate sits: with another head, the head does what the eyes did while calibrating; moved is 4 cm to the right. */
export type Posture = 'same' | 'other-head' | 'moved';

/** A candidate before a screen. `look` gives what the nets would read in some frames of looking at a point. */
export type Seat = { look: (point: ScreenPoint, frames: number, posture?: Posture) => GazeFeatures[] };

/**
 * A screen of 30–55 cm at 50–75 cm; a head that turns by 0–60 % of the way sideways and 20–80 % up and down, the eyes doing the
 * rest; a camera and nets with a bias, a gain, and the noise measured on films. Fixation is 1° off by chance.
 */
export function seatOf(seed: number): Seat {
  const { normal, uniform } = chance(seed);
  const between = (least: number, most: number) => least + (most - least) * uniform();
  const widthCm = between(30, 55);
  const distanceCm = between(50, 75);
  const headShare = { x: between(0, 0.6), y: between(0.2, 0.8) };
  const gain = between(0.85, 1.15);
  const irisPerSine = between(0.32, 0.48);
  const bias = { yawDeg: 5 * normal(), pitchDeg: -10 + 5 * normal(), gazeX: 0.02 * normal() };
  const headAsideCm = 2 * normal();
  return {
    look({ x, y }, frames, posture = 'same') {
      const rightCm = (x - 0.5) * widthCm - headAsideCm - (posture === 'moved' ? 4 : 0);
      const downCm = (y - 0.5) * widthCm * (9 / 16);
      const sideDeg = Math.atan(rightCm / distanceCm) * DEGREES + normal();
      const upDeg = Math.atan(-downCm / distanceCm) * DEGREES + normal();
      const share = posture === 'other-head' ? 0.6 - headShare.x : headShare.x;
      const yawDeg = sideDeg * (share + 0.1 * normal());
      const pitchDeg = upDeg * (headShare.y + 0.1 * normal());
      return Array.from({ length: frames }, () => ({
        yawDeg: yawDeg * gain + bias.yawDeg + 0.5 * normal(),
        pitchDeg: pitchDeg * gain + bias.pitchDeg + 0.7 * normal(),
        gazeX: irisPerSine * Math.sin((sideDeg - yawDeg) / DEGREES) + bias.gazeX + 0.014 * normal(),
      }));
    },
  };
}

const DOT_NAMES = ['centre', 'top-left', 'top-right', 'bottom-left', 'bottom-right'] as const;

/** Thirty frames of each calibration dot. @param look what is read at a dot */
export function samplesOf(look: (point: ScreenPoint, frames: number) => GazeFeatures[]) {
  return DOT_NAMES.flatMap((dot): GazeSample[] =>
    look(CALIBRATION_DOTS[dot], 30).map((features) => ({ dot, features })),
  );
}
