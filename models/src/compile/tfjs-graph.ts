import { ModelsError } from '../models-error.js';
import { tfjsModelSchema, type TfNode, type TfWeight } from './tfjs-schema.js';

/** A constant of the graph in TensorFlow's own axis order. */
export interface Constant {
  shape: readonly number[];
  data: Float32Array | Int32Array;
}

/** A TF.js graph model: its computing nodes in an order in which each comes after its inputs, and its constants. */
export interface TfGraph {
  nodes: readonly TfNode[];
  constants: ReadonlyMap<string, Constant>;
}

/** Reads a TF.js graph model from its `model.json` and its weights. Throws `unsupported`. */
export function readTfGraph(json: Uint8Array, weights: Uint8Array): TfGraph {
  const value: unknown = JSON.parse(Buffer.from(json).toString('utf8'));
  const parsed = tfjsModelSchema.safeParse(value);
  if (!parsed.success) throw new ModelsError('unsupported', 'not a TF.js graph model', parsed.error);
  const specs = parsed.data.weightsManifest.flatMap((group) => group.weights);
  const constants = readConstants(specs, weights);
  const nodes = parsed.data.modelTopology.node.filter((node) => node.op !== 'Const');
  return { nodes: inOrder(nodes), constants };
}

function readConstants(specs: readonly TfWeight[], bytes: Uint8Array): Map<string, Constant> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const constants = new Map<string, Constant>();
  let offset = 0;
  for (const spec of specs) {
    const count = spec.shape.reduce((product, size) => product * size, 1);
    const width = spec.quantization === undefined ? 4 : 2;
    const at = (i: number): number => offset + i * width;
    const data = spec.dtype === 'int32' ? new Int32Array(count) : new Float32Array(count);
    for (let i = 0; i < count; i += 1) {
      if (spec.dtype === 'int32') data[i] = view.getInt32(at(i), true);
      else data[i] = width === 2 ? float16(view.getUint16(at(i), true)) : view.getFloat32(at(i), true);
    }
    constants.set(spec.name, { shape: spec.shape, data });
    offset += count * width;
  }
  if (offset !== bytes.byteLength) {
    throw new ModelsError('unsupported', `weights are ${bytes.byteLength} bytes, the graph names ${offset}`);
  }
  return constants;
}

/** IEEE 754 half precision: 1 sign, 5 exponent and 10 fraction bits. */
export function float16(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The node that an input comes from: `split:1` is the second output of `split`, `^x` an order without data. */
export function inputNode(input: string): { node: string; output: number } {
  const [node = input, output = '0'] = input.split(':');
  return { node, output: Number(output) };
}

function inOrder(nodes: readonly TfNode[]): TfNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const done = new Set<string>();
  const ordered: TfNode[] = [];
  const visit = (node: TfNode): void => {
    if (done.has(node.name)) return;
    done.add(node.name);
    for (const input of node.input) {
      const before = byName.get(inputNode(input).node);
      if (before !== undefined) visit(before);
    }
    ordered.push(node);
  };
  for (const node of nodes) visit(node);
  return ordered;
}
