import type { GraphNet } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import {
  floatsOf,
  type ModelMessage,
  type NodeMessage,
  readModelMessage,
  type TensorMessage,
} from './int8/model-message.js';
import { valueInfo } from './onnx-graph.js';
import { encodeModel } from './onnx-messages.js';

/** An attribute that is a number, in ONNX's own coding of types. */
const FLOAT = 1;
/** A list of whole numbers, likewise. */
const INT64 = 7;
/** Name of the shape that every output is given. */
const FLAT = 'flat';

/**
 * A compiled net as OpenCV's DNN module reads it (4.6 or newer) and its binding can carry its values: in place of bytes it takes
 * float planes of BGR pixels, 0–255, as `blobFromImages` makes them, and each output is flat. It computes the same. Throws `unsupported` where
 * the net is of whole numbers, or not one of this compiler.
 */
export function forOpenCv(model: Uint8Array, net: Pick<GraphNet, 'name' | 'input' | 'outputs'>): Uint8Array {
  const message = read(model, net.name);
  const { graph } = message;
  if (graph.node.some(({ opType }) => opType === 'DequantizeLinear'))
    throw unsupported(net.name, 'it computes with whole numbers');
  const { height, name, width } = net.input;
  const planes = readerOf(graph.node, 'Transpose', name);
  const pixels = readerOf(graph.node, 'Cast', planes?.output[0]);
  if (planes === undefined || pixels === undefined)
    throw unsupported(net.name, 'it does not begin with a picture');
  const weights = new Map(graph.initializer.map((tensor) => [tensor.name, tensor]));
  const outputs = new Set(net.outputs.map((one) => one.name));
  const node = graph.node
    .filter((one) => one !== planes && one !== pixels)
    .map((one) => ({ ...one, input: one.input.map((from) => (from === pixels.output[0] ? name : from)) }))
    .flatMap((one) => {
      if (one.opType === 'Clip') return clipped(one, weights, net.name);
      return one.output.some((to) => outputs.has(to)) ? [flattened(one, net.name)] : [one];
    });
  const used = new Set(node.flatMap(({ input }) => input));
  return encodeModel({
    ...message,
    graph: {
      ...graph,
      node,
      initializer: [...graph.initializer.filter((tensor) => used.has(tensor.name)), flatShape()],
      input: [valueInfo(name, 'float32', [1, 3, height, width])],
      output: net.outputs.map((one) => valueInfo(one.name, 'float32', [1, 'values'])),
    },
  });
}

function read(model: Uint8Array, name: string): ModelMessage {
  try {
    return readModelMessage(model);
  } catch (cause) {
    throw unsupported(name, 'it was not made by this compiler', cause);
  }
}

function readerOf(
  nodes: readonly NodeMessage[],
  opType: string,
  input: string | undefined,
): NodeMessage | undefined {
  return nodes.find((one) => one.opType === opType && one.input[0] === input);
}

/** Its bounds as attributes, as they were before ONNX's eleventh set of operators. One of zero is a Relu: a zero is not written. */
function clipped(one: NodeMessage, weights: ReadonlyMap<string, TensorMessage>, net: string): NodeMessage[] {
  const [from = '', low, high] = one.input;
  const bound = (name: string | undefined): number | undefined => {
    const tensor = weights.get(name ?? '');
    return tensor === undefined ? undefined : floatsOf(tensor)[0];
  };
  const max = bound(high);
  if (bound(low) !== 0 || max === undefined)
    throw unsupported(net, `of ${one.name} the bounds are not known`);
  const positive = `${one.name}_positive`;
  return [
    { name: positive, opType: 'Relu', input: [from], output: [positive], attribute: [] },
    { ...one, input: [positive], attribute: [{ name: 'max', f: max, type: FLOAT }] },
  ];
}

function flattened(one: NodeMessage, net: string): NodeMessage {
  if (one.opType !== 'Identity')
    throw unsupported(net, `its outputs do not end in Identity, but ${one.opType}`);
  return { ...one, opType: 'Reshape', input: [...one.input, FLAT] };
}

function flatShape(): TensorMessage {
  const shape = BigInt64Array.of(1n, -1n);
  return { name: FLAT, dims: [shape.length], dataType: INT64, rawData: new Uint8Array(shape.buffer) };
}

function unsupported(net: string, why: string, cause?: unknown): ModelsError {
  return new ModelsError('unsupported', `${net} is not for OpenCV's DNN module: ${why}`, cause);
}
