import { classNames } from '../detector.js';
import { decodeCenterNet } from './centernet.js';
import type { Decoder, Detection, DetectorNet, DetectorOutputs } from './detection.js';
import { decodeDetr } from './detr.js';
import { decodeNanoDet } from './nanodet.js';
import { suppressNonMaxima } from './non-maximum-suppression.js';
import { decodeYolox } from './yolox.js';

/** The overlap from which two boxes of one class are one object, for heads that tell an object several times. */
const HEADS: Readonly<Record<DetectorNet['detector']['head'], { decode: Decoder; maxIou: number | null }>> = {
  nanodet: { decode: decodeNanoDet, maxIou: 0.5 },
  centernet: { decode: decodeCenterNet, maxIou: null },
  // YOLOX's own demo uses 0.45.
  yolox: { decode: decodeYolox, maxIou: 0.45 },
  detr: { decode: decodeDetr, maxIou: null },
};

/**
 * The objects that one run of a detector on one picture tells, boxes in px of the net's input. A class is told from its
 * `leastScore` on (0–1); Infinity leaves it out, and costs nothing. Several boxes of one object are already made one.
 * Throws `wrong-output` where the outputs are not what the head gives.
 */
export function decodeDetections(
  net: DetectorNet,
  outputs: DetectorOutputs,
  leastScore: (classId: number) => number,
): Detection[] {
  const found = decodeEach(net, outputs, leastScore);
  const { maxIou } = HEADS[net.detector.head];
  if (maxIou === null) return found;
  const byClass = new Map<number, Detection[]>();
  for (const one of found) {
    const others = byClass.get(one.classId);
    if (others === undefined) byClass.set(one.classId, [one]);
    else others.push(one);
  }
  return [...byClass.keys()]
    .toSorted((a, b) => a - b)
    .flatMap((classId) => suppressNonMaxima(byClass.get(classId) ?? [], maxIou));
}

/** As `decodeDetections`, but with every box that the head tells of one object. */
export function decodeEach(
  net: DetectorNet,
  outputs: DetectorOutputs,
  leastScore: (classId: number) => number,
): Detection[] {
  const classCount = classNames(net.detector).length;
  const wanted = Array.from({ length: classCount }, (_, classId) => ({
    classId,
    leastScore: leastScore(classId),
  })).filter((one) => one.leastScore < Infinity);
  return HEADS[net.detector.head].decode({ net, outputs, classCount, wanted });
}
