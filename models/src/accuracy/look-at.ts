import { cv } from '../compile/open-cv.js';
import type { Runner } from '../compile/onnx-runner.js';
import { decodeDetections } from '../heads/decode-detections.js';
import type { Detection } from '../heads/detection.js';
import type { DetectorGraphNet } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import { letterbox } from './letterbox.js';
import type { LabelledPicture } from './labelled-folder.js';
import type { Sample } from './score-detector.js';

/** A detector that is ready to run. */
export type ReadyDetector = { net: DetectorGraphNet; runner: Runner };

/** What a detector told of a picture, and how long its run took, without reading and decoding. */
export type Look = Sample & { runMs: number };

/** Scores below this add less than a thousandth to AP50 and much time. */
const LEAST_SCORE = 0.01;
/** COCO's evaluation counts a picture's surest hundred. */
const MOST_DETECTIONS = 100;

/**
 * Shows one picture to several detectors in turn. Boxes come back in px of the picture. Throws `missing` for a file that is
 * no picture, `wrong-output` for a detector whose outputs its head can't read.
 */
export async function lookAt(picture: LabelledPicture, detectors: readonly ReadyDetector[]): Promise<Look[]> {
  const mat = await read(picture.file);
  try {
    const [width, height] = [mat.cols, mat.rows];
    const labelled = picture.boxes.map(({ className, box }) => ({
      className,
      box: { x: box.x * width, y: box.y * height, width: box.width * width, height: box.height * height },
    }));
    const looks: Look[] = [];
    for (const { net, runner } of detectors) {
      const { input } = net;
      const { matrix, toPicture } = letterbox({ width, height }, input);
      const map = new cv.Mat(matrix, cv.CV_64F);
      const small = mat.warpAffine(map, new cv.Size(input.width, input.height), cv.INTER_LINEAR);
      const pixels = small.getData();
      for (const one of [map, small]) one.release();
      const from = performance.now();
      const outputs = await runner.run(pixels);
      const runMs = performance.now() - from;
      const told = decodeDetections(net, Object.fromEntries(outputs), () => LEAST_SCORE);
      looks.push({ labelled, told: surest(told).map((one) => ({ ...one, box: toPicture(one.box) })), runMs });
    }
    return looks;
  } finally {
    mat.release();
  }
}

// OpenCV rejects with a word that does not name the file.
async function read(file: string): ReturnType<typeof cv.imreadAsync> {
  try {
    return await cv.imreadAsync(file);
  } catch (cause) {
    throw new ModelsError('missing', `${file} can't be read as a picture`, cause);
  }
}

function surest(told: readonly Detection[]): Detection[] {
  return told.toSorted((a, b) => b.score - a.score).slice(0, MOST_DETECTIONS);
}
