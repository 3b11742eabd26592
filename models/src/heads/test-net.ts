import type { Detector } from '../detector.js';
import type { DetectorNet } from './detection.js';

/** A detector's passport for tests of its decoder. */
export function detectorNet(
  head: Detector['head'],
  size: { width: number; height: number },
  classes: readonly string[],
  decoded = false,
): DetectorNet {
  const common = { classes: [...classes], thresholds: {} };
  const detector: Detector = head === 'yolox' ? { head, decoded, ...common } : { head, ...common };
  return { name: 'tried', input: size, detector };
}

/** Zeros (or another number) with some numbers written over them, place by place. */
export function written(length: number, values: Readonly<Record<number, number>>, rest = 0): Float32Array {
  const data = new Float32Array(length).fill(rest);
  for (const [at, value] of Object.entries(values)) data[Number(at)] = value;
  return data;
}
