import type { PackagedNet } from '../manifest.js';
import { median } from '../median.js';
import { ModelsError } from '../models-error.js';
import { type Difference, Differences } from './difference.js';
import { onnxRunner, type Runner } from './onnx-runner.js';
import { proofPictures, readPicture } from './pictures.js';
import { tfjsRunner } from './tfjs-runner.js';

/** Two runtimes add floats up in other orders; more than this share of an output's range is no rounding any more. */
const floatBound = 1e-4;
/**
 * Whole numbers of 8 bits do differ, in single cells by a third of the range, so their mean is bounded; a wrong scale or a
 * lost channel goes far beyond it. What it costs in accuracy is for `models bench` to say.
 */
const int8Bound = 0.02;

/** What was seen when a compiled net and its TF.js source ran on the same pictures. */
export interface Proof {
  net: string;
  pictures: number;
  differences: Difference[];
  /** The largest relative difference of all outputs; of an INT8 net the largest mean one. */
  worst: number;
  /** What `worst` must not exceed. */
  bound: number;
  /** Median ms of a run on one thread, of the compiled net and of its source on wasm, in turns on the same picture. */
  compiledMs: number;
  sourceMs: number;
}

/** Runs a compiled net and its TF.js source on real pictures. Throws `unproven` when they differ beyond the bound. */
export async function prove(net: PackagedNet, compiled: Uint8Array, limit = Infinity): Promise<Proof> {
  const source = await tfjsRunner(net);
  const target = await onnxRunner(net, compiled);
  try {
    const pictures = await inputs(net, limit);
    const differences = new Differences();
    for (const picture of pictures.inputs)
      differences.add(await source.run(picture), await target.run(picture));
    const times = await time(source, target, pictures.one);
    const all = differences.all();
    const bound = net.int8 === undefined ? floatBound : int8Bound;
    const worst = Math.max(...all.map((difference) => judged(net, difference)));
    const proof = {
      net: net.name,
      pictures: pictures.count,
      differences: all,
      worst,
      bound,
      ...times,
    };
    if (!(worst <= bound)) throw unproven(proof, net);
    return proof;
  } finally {
    await source.close();
    await target.close();
  }
}

// A net with a free batch is proven on two pictures at once.
async function inputs(net: PackagedNet, limit: number) {
  const { width, height, batch } = net.input;
  const chosen = proofPictures().slice(0, limit);
  const pictures: Uint8Array[] = [];
  for (const picture of chosen) pictures.push(await readPicture(picture, width, height));
  const [one = new Uint8Array()] = pictures;
  if (batch === 1) return { inputs: pictures, one, count: pictures.length };
  const pairs = pictures.map((picture, i) => Buffer.concat([picture, pictures[i + 1] ?? one]));
  return { inputs: pairs, one, count: pictures.length };
}

async function time(source: Runner, target: Runner, picture: Uint8Array) {
  const sourceTimes: number[] = [];
  const compiledTimes: number[] = [];
  for (let turn = 0; turn < 9; turn += 1) {
    sourceTimes.push(await duration(() => source.run(picture)));
    for (let run = 0; run < 3; run += 1) compiledTimes.push(await duration(() => target.run(picture)));
  }
  return { compiledMs: median(compiledTimes), sourceMs: median(sourceTimes) };
}

async function duration(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function judged({ int8 }: PackagedNet, { relative, meanRelative }: Difference): number {
  return int8 === undefined ? relative : meanRelative;
}

function unproven({ differences, worst, bound }: Proof, net: PackagedNet): ModelsError {
  const output = differences.find((difference) => judged(net, difference) === worst)?.output;
  const share = worst.toExponential(1);
  return new ModelsError(
    'unproven',
    `${net.name}: output ${output} differs by ${share} of its range, bound ${bound}`,
  );
}
