import { ModelsError } from '../../models-error.js';
import { encodeModel } from '../onnx-messages.js';
import { floatsOf, readModelMessage, type TensorMessage } from './model-message.js';
import type { Ranges } from './ranges.js';
import { type Grid, Rounding } from './rounding.js';

/**
 * Makes every convolution of a compiled net one of whole numbers: activations in 8 bits on a grid of their own, weights in
 * 8 bits on one for each channel, biases in 32, the rest stays float. Written as ONNX's QuantizeLinear and DequantizeLinear
 * round each convolution, which ONNX Runtime joins into one. The same model and ranges always give the same bytes. Throws
 * `unsupported` where a range is missing. Source of the scheme: Jacob et al., Quantization and Training of Neural Networks
 * for Efficient Integer-Arithmetic-Only Inference, 2018.
 */
export function quantizeConvolutions(model: Uint8Array, ranges: Ranges): Uint8Array {
  const message = readModelMessage(model);
  const { graph } = message;
  const weights = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  const rounding = new Rounding();
  // What a convolution gives is read rounded by all; what else goes into one, by convolutions only.
  const results = new Map<string, string>();
  for (const one of graph.node) {
    if (one.opType !== 'Conv') {
      rounding.keep({ ...one, input: one.input.map((name) => results.get(name) ?? name) });
      continue;
    }
    const [source, kernelName, biasName] = one.input;
    const [result] = one.output;
    const grid = gridOf(source, ranges);
    const data = rounding.activation(source, grid);
    const { bytes, scales } = perChannel(weightOf(weights, kernelName));
    const kernel = rounding.kernel(kernelName, weightOf(weights, kernelName).dims, bytes, scales);
    const steps = scales.map((scale) => scale * grid.scale);
    const bias =
      biasName === undefined ? [] : [rounding.bias(biasName, floatsOf(weightOf(weights, biasName)), steps)];
    rounding.keep({ ...one, input: [data, kernel, ...bias] });
    results.set(result, rounding.activation(result, gridOf(result, ranges)));
  }
  const node = rounding.nodes;
  const used = new Set(node.flatMap(({ input }) => input));
  const initializer = [...graph.initializer, ...rounding.tensors].filter(({ name }) => used.has(name));
  return encodeModel({ ...message, graph: { ...graph, node, initializer } });
}

function weightOf(weights: ReadonlyMap<string, TensorMessage>, name: string): TensorMessage {
  const found = weights.get(name);
  if (found !== undefined) return found;
  throw new ModelsError(
    'unsupported',
    `${name} is no constant: its convolution can't be made one of whole numbers`,
  );
}

function gridOf(name: string, ranges: Ranges): Grid {
  const range = ranges[name];
  if (range === undefined) {
    throw new ModelsError('unsupported', `no range of ${name} is known: npm run models -- calibrate`);
  }
  // Zero must be on the grid: convolutions pad with it.
  const [low, high] = [Math.min(0, range[0]), Math.max(0, range[1])];
  const scale = Math.fround((high - low) / 255) || 1;
  return { scale, zero: Math.round(-low / scale) };
}

/** Weights [outputs, …] as −127…127 with one scale an output. */
function perChannel(kernel: TensorMessage): {
  bytes: Int8Array<ArrayBuffer>;
  scales: Float32Array<ArrayBuffer>;
} {
  const values = floatsOf(kernel);
  const [outputs] = kernel.dims;
  const each = values.length / outputs;
  const scales = Float32Array.from({ length: outputs }, (_, out) => {
    const most = values
      .subarray(out * each, (out + 1) * each)
      .reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    return most / 127 || 1;
  });
  return {
    bytes: Int8Array.from(values, (value, i) => Math.round(value / scales[Math.floor(i / each)])),
    scales,
  };
}
