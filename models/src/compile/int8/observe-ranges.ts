import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { PackagedNet } from '../../manifest.js';
import { encodeModel } from '../onnx-messages.js';
import { proofPictures, readPicture } from '../pictures.js';
import { readModelMessage } from './model-message.js';
import type { Ranges } from './ranges.js';

/**
 * Runs a compiled float net on the pictures that nets are proven on and notes between which numbers the tensors round each
 * convolution lie, rounded outwards to three digits.
 */
export async function observeRanges(net: PackagedNet, model: Uint8Array): Promise<Ranges> {
  const message = readModelMessage(model);
  const { graph } = message;
  const convolutions = graph.node.filter(({ opType }) => opType === 'Conv');
  const names = [...new Set(convolutions.flatMap(({ input, output }) => [input[0], output[0]]))];
  const watched = names.map((name) => ({ name, type: { tensorType: { elemType: 1 } } }));
  const bytes = encodeModel({ ...message, graph: { ...graph, output: [...graph.output, ...watched] } });
  const session = await InferenceSession.create(bytes, {
    logSeverityLevel: 3,
    graphOptimizationLevel: 'disabled',
  });
  const ranges: Ranges = {};
  const { width, height } = net.input;
  for (const picture of proofPictures()) {
    const pixels = new Tensor('uint8', await readPicture(picture, width, height), [1, height, width, 3]);
    const results = await session.run({ [net.input.name]: pixels }, names);
    for (const name of names) {
      const { data } = results[name];
      if (!(data instanceof Float32Array)) throw new TypeError(`${name} holds no floats`);
      let [low, high] = ranges[name] ?? [Infinity, -Infinity];
      for (const value of data) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
      ranges[name] = [low, high];
    }
  }
  await session.release();
  return Object.fromEntries(
    Object.entries(ranges).map(([name, [low, high]]) => [name, [outwards(low), outwards(high)]]),
  );
}

// Away from zero, so that the last digits of another machine's floats change nothing.
function outwards(value: number): number {
  const digit = 10 ** (Math.floor(Math.log10(Math.abs(value) || 1)) - 2);
  return Number((Math.sign(value) * Math.ceil(Math.abs(value) / digit) * digit).toPrecision(3));
}
