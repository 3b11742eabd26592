import type { NodeMessage, TensorMessage } from './model-message.js';

// onnx.proto's TensorProto.DataType and AttributeProto.AttributeType.
const TYPE = { float32: 1, uint8: 2, int8: 3, int32: 6 } as const;
const INT_ATTRIBUTE = 2;

/** The grid of a tensor's bytes: number = (byte − zero) · scale. */
export type Grid = { scale: number; zero: number };

type Numbers = Pick<Float32Array<ArrayBuffer>, 'buffer' | 'byteOffset' | 'byteLength'>;

/** Nodes in order, some of them put there to round the tensors that they name, and the tensors that these need. */
export class Rounding {
  readonly nodes: NodeMessage[] = [];
  readonly tensors: TensorMessage[] = [];
  #rounded = new Set<string>();

  /** Adds a node as it is. */
  keep(node: NodeMessage): void {
    this.nodes.push(node);
  }

  /** Rounds a computed tensor to bytes and back, once; gives the rounded one's name. */
  activation(name: string, { scale, zero }: Grid): string {
    if (this.#rounded.has(name)) return `${name}/rounded`;
    this.#rounded.add(name);
    const grid = [
      this.#tensor(`${name}/scale`, TYPE.float32, [], Float32Array.of(scale)),
      this.#tensor(`${name}/zero`, TYPE.uint8, [], Uint8Array.of(zero)),
    ];
    this.#node('QuantizeLinear', [name, ...grid], `${name}/bytes`);
    return this.#node('DequantizeLinear', [`${name}/bytes`, ...grid], `${name}/rounded`);
  }

  /** A kernel of bytes with one scale for each output channel. */
  kernel(
    name: string,
    dims: number[],
    bytes: Int8Array<ArrayBuffer>,
    scales: Float32Array<ArrayBuffer>,
  ): string {
    const parts = [
      this.#tensor(`${name}/int8`, TYPE.int8, dims, bytes),
      this.#tensor(`${name}/scale`, TYPE.float32, [scales.length], scales),
      this.#tensor(`${name}/zero`, TYPE.int8, [scales.length], new Int8Array(scales.length)),
    ];
    return this.#node('DequantizeLinear', parts, `${name}/rounded`, 0);
  }

  /** A bias as whole multiples of each channel's step. */
  bias(name: string, values: Float32Array, steps: Float32Array<ArrayBuffer>): string {
    const whole = Int32Array.from(values, (value, channel) => Math.round(value / steps[channel]));
    const parts = [
      this.#tensor(`${name}/int32`, TYPE.int32, [steps.length], whole),
      this.#tensor(`${name}/scale`, TYPE.float32, [steps.length], steps),
    ];
    return this.#node('DequantizeLinear', parts, `${name}/rounded`, 0);
  }

  #tensor(
    name: string,
    dataType: number,
    dims: number[],
    { buffer, byteOffset, byteLength }: Numbers,
  ): string {
    this.tensors.push({ name, dataType, dims, rawData: new Uint8Array(buffer, byteOffset, byteLength) });
    return name;
  }

  #node(opType: string, input: string[], output: string, axis?: number): string {
    const attribute = axis === undefined ? [] : [{ name: 'axis', i: axis, type: INT_ATTRIBUTE }];
    this.nodes.push({ opType, input, output: [output], name: output, attribute });
    return output;
  }
}
