import { InferenceSession, Tensor } from 'onnxruntime-node';
import { convert } from './convert.js';
import type { Constant } from './tfjs-graph.js';
import type { TfNode } from './tfjs-schema.js';

/** A graph of a few nodes for tests: `image` is the picture, `out` the last node. */
export interface TinyNet {
  height: number;
  width: number;
  nodes: readonly TfNode[];
  constants: Readonly<Record<string, Constant>>;
  /** Size of the output. */
  shape: readonly number[];
}

/** Compiles a tiny net without any scaling of the pixels. */
export function compileTinyNet({ height, width, nodes, constants, shape }: TinyNet): Uint8Array {
  const dim = [1, height, width, 3].map((size) => ({ size }));
  const placeholder: TfNode = {
    name: 'image',
    op: 'Placeholder',
    input: [],
    attr: { shape: { shape: { dim } } },
  };
  const graph = { nodes: [placeholder, ...nodes], constants: new Map(Object.entries(constants)) };
  return convert(graph, {
    name: 'tiny',
    input: {
      name: 'image',
      batch: 1,
      height,
      width,
      order: 'bgr',
      layout: 'nhwc',
      mean: [0, 0, 0],
      std: [1, 1, 1],
    },
    outputs: [{ name: 'result', source: 'out', shape: [...shape] }],
  });
}

/** Compiles a tiny net and runs it on a picture (uint8, BGR, channel last). */
export async function runTinyNet(net: TinyNet, picture: Uint8Array): Promise<number[]> {
  const session = await InferenceSession.create(compileTinyNet(net), {
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const { result } = await session.run({
    image: new Tensor('uint8', picture, [1, net.height, net.width, 3]),
  });
  await session.release();
  if (!(result?.data instanceof Float32Array)) throw new TypeError('no float output');
  return [...result.data];
}

/** A node as tfjs-converter writes it. */
export function node(name: string, op: string, input: string[], attr: TfNode['attr'] = {}): TfNode {
  return { name, op, input, attr };
}

/** Stride, padding and fused operations of a convolution or pooling. */
export function windowed(
  stride: number,
  padding: 'SAME' | 'VALID',
  more: TfNode['attr'] = {},
): TfNode['attr'] {
  return { strides: { list: { i: [1, stride, stride, 1] } }, padding: { s: padding }, ...more };
}

/** Float weights that are neither equal nor of one sign. */
export function weights(...shape: number[]): Constant {
  const size = shape.reduce((product, one) => product * one, 1);
  return { shape, data: Float32Array.from({ length: size }, (_, i) => ((i * 7919) % 23) / 11 - 1) };
}

/** Whole numbers: a shape, an axis, a table of paddings. */
export function integers(...data: number[]): Constant {
  return { shape: [data.length], data: Int32Array.from(data) };
}

/** A picture whose pixels all differ from their neighbours. */
export function testPicture(height: number, width: number): Uint8Array {
  return Uint8Array.from({ length: height * width * 3 }, (_, i) => (i * 101) % 251);
}

/** Fails unless the numbers agree to float rounding. */
export function assertClose(found: readonly number[], wanted: ArrayLike<number>): void {
  if (found.length !== wanted.length) throw new Error(`${found.length} numbers, not ${wanted.length}`);
  const size = Math.max(1, ...Array.from(wanted, Math.abs));
  for (const [i, number] of found.entries()) {
    const other = wanted[i] ?? NaN;
    if (!(Math.abs(number - other) <= 1e-5 * size)) throw new Error(`number ${i} is ${number}, not ${other}`);
  }
}
