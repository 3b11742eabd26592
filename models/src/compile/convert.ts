import type { GraphNet } from '../manifest.js';
import { ModelsError } from '../models-error.js';
import { foldRelu6 } from './fold-relu6.js';
import { fuseBias } from './fuse-bias.js';
import { OnnxGraph } from './onnx-graph.js';
import { converters } from './ops/table.js';
import { pictureInput } from './picture-input.js';
import { type Constant, inputNode, type TfGraph } from './tfjs-graph.js';
import type { TfNode } from './tfjs-schema.js';
import { inLogicalOrder, sizeOf, type Value } from './value.js';

/**
 * Compiles a TF.js graph into the bytes of an ONNX model that takes uint8 [batch, height, width, 3] in BGR order.
 * The same graph and passport always give the same bytes. Throws `unsupported`.
 */
export function convert(source: TfGraph, net: Pick<GraphNet, 'name' | 'input' | 'outputs'>): Uint8Array {
  const wanted = net.outputs.map((output) => output.source);
  const needed = onlyNeeded(fuseBias(foldRelu6(source)), wanted);
  const readers = readersOf(needed);
  const onnx = new OnnxGraph();
  const computed = new Map<string, readonly (Value | Constant)[]>();
  const look = (input: string): Value | Constant => {
    const { node, output } = inputNode(input);
    const found = source.constants.get(node) ?? computed.get(node)?.[output];
    if (found === undefined) throw new ModelsError('unsupported', `${net.name}: nothing computes ${input}`);
    return found;
  };
  for (const node of needed) {
    if (node.op === 'Placeholder') {
      computed.set(node.name, [pictureInput(onnx, node, net.input)]);
      continue;
    }
    const converter = converters.get(node.op);
    if (converter === undefined) throw new ModelsError('unsupported', `${net.name}: operation ${node.op}`);
    const mayWiden =
      !wanted.includes(node.name) && (readers.get(node.name) ?? []).every((op) => keepsLanes.has(op));
    computed.set(node.name, converter({ node, graph: onnx, inputs: node.input.map(look), mayWiden }));
  }
  for (const { name, source: from, shape } of net.outputs) {
    const value = look(from);
    if ('data' in value) throw new ModelsError('unsupported', `${net.name}: output ${name} is a constant`);
    onnx.output(name, shaped(onnx, value, shape), shape);
  }
  return onnx.encode(net.name);
}

// Operations that go on in whole blocks of channels.
const keepsLanes: ReadonlySet<string> = new Set([
  'AddV2',
  'DepthwiseConv2dNative',
  'MaxPool',
  'Pad',
  'Prelu',
  'Relu',
  '_FusedConv2D',
]);

function readersOf(nodes: readonly TfNode[]): Map<string, string[]> {
  const readers = new Map<string, string[]>();
  for (const node of nodes) {
    for (const input of node.input) {
      const name = inputNode(input).node;
      readers.set(name, [...(readers.get(name) ?? []), node.op]);
    }
  }
  return readers;
}

/** The value in its logical order, squeezed into the rank that the manifest states. */
function shaped(onnx: OnnxGraph, value: Value, shape: readonly (number | 'n')[]): string {
  const { name, reordered } = inLogicalOrder(onnx, value);
  const inOrder = reordered || value.axes.every((axis, place) => axis === place);
  if (inOrder && shape.length === value.shape.length) return name;
  const perBatch = sizeOf(shape.map((size) => (size === 'n' ? 1 : size)));
  if (perBatch !== sizeOf(value.shape)) {
    throw new ModelsError('unsupported', `${value.shape.join('×')} can't be squeezed to ${shape.join('×')}`);
  }
  return onnx.node('Reshape', [name, onnx.integers(shape.map((size) => (size === 'n' ? -1 : size)))]);
}

/** The nodes that the wanted outputs depend on, still in order. */
function onlyNeeded(graph: TfGraph, wanted: readonly string[]) {
  const needed = new Set(wanted);
  return graph.nodes
    .toReversed()
    .filter((node) => {
      if (!needed.has(node.name)) return false;
      for (const input of node.input) needed.add(inputNode(input).node);
      return true;
    })
    .toReversed();
}
