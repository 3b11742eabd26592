import { onnxRunner } from '../compile/onnx-runner.js';
import { proofPictures, readPicture } from '../compile/pictures.js';
import { decodeDetections, decodeEach } from '../heads/decode-detections.js';
import type { Detection } from '../heads/detection.js';
import type { AddedNet } from '../manifest.js';
import { ModelsError } from '../models-error.js';

/** What a net told of a real picture from a score of 0.3 on, surest first. */
export type Trial = {
  picture: string;
  outputs: ReadonlyMap<string, Float32Array>;
  told: readonly Detection[];
};

/** Sigmoids end a little beside 0 and 1 in floats. */
const SLACK = 1e-3;
/** Of raw YOLOX the middle centre is a fraction of a cell; decoded it is about half the picture. Px. */
const LEAST_DECODED_CENTRE = 8;

/**
 * Runs a net once on a real picture and checks that its head makes sense of what it gives. Throws `unsupported` where ONNX
 * Runtime refuses the net, `wrong-output` where the numbers can't be what the head needs.
 */
export async function tryNet(net: AddedNet, bytes: Uint8Array): Promise<Trial> {
  const picture = proofPictures()[6];
  const pixels = await readPicture(picture, net.input.width, net.input.height);
  const outputs = await run(net, bytes, pixels);
  for (const [name, values] of outputs) {
    if (!values.every(Number.isFinite)) throw wrong(net, `output ${name} holds numbers that are none`);
  }
  checkDecoded(net, outputs);
  const named = Object.fromEntries(outputs);
  const odd = decodeEach(net, named, () => -Infinity).find(
    ({ score }) => score < -SLACK || score > 1 + SLACK,
  );
  if (odd !== undefined)
    throw wrong(net, `a score is ${odd.score}, not between 0 and 1: export it with its sigmoid`);
  const told = decodeDetections(net, named, () => 0.3).toSorted((a, b) => b.score - a.score);
  return { picture: picture.file, outputs, told };
}

async function run(net: AddedNet, bytes: Uint8Array, pixels: Uint8Array): Promise<Map<string, Float32Array>> {
  try {
    const runner = await onnxRunner(net, bytes);
    try {
      return await runner.run(pixels);
    } finally {
      await runner.close();
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0] : String(cause);
    throw new ModelsError('unsupported', `ONNX Runtime does not run it: ${reason}`, cause);
  }
}

function checkDecoded(net: AddedNet, outputs: ReadonlyMap<string, Float32Array>): void {
  if (net.detector.head !== 'yolox') return;
  const predictions = outputs.get('predictions') ?? new Float32Array();
  const width = net.outputs[0].shape.at(-1);
  const centres = predictions.filter((_, i) => i % Number(width) === 0).sort();
  const looksDecoded = centres[centres.length >> 1] >= LEAST_DECODED_CENTRE;
  if (looksDecoded === net.detector.decoded) return;
  throw wrong(
    net,
    looksDecoded
      ? 'boxes come in px already: add --decoded'
      : 'boxes do not come in px: leave --decoded away',
  );
}

function wrong(net: AddedNet, what: string): ModelsError {
  return new ModelsError('wrong-output', `${net.from.file}, head ${net.detector.head}: ${what}`);
}
