import { encodeModel } from './onnx-messages.js';

/** Attribute values; a whole number is written as an integer unless it is wrapped in `{ float }`. */
export type AttributeValue = number | string | readonly number[] | { float: number };

/** A dimension: a size, or the name of a free one. */
export type Dimension = number | string;

type ElementType = 'float32' | 'uint8' | 'int64';
// onnx.proto's TensorProto.DataType and AttributeProto.AttributeType.
const elementCode = { float32: 1, uint8: 2, int64: 7 } as const;
const attributeCode = { float: 1, int: 2, string: 3, ints: 7 } as const;
const opset = 17;
const irVersion = 8;

interface NodeMessage {
  input: string[];
  output: string[];
  name: string;
  opType: string;
  attribute: object[];
}

/** An ONNX graph in the making: nodes and weights are added in order, and names are given by counting. */
export class OnnxGraph {
  #nodes: NodeMessage[] = [];
  #initializers: object[] = [];
  #inputs: object[] = [];
  #outputs: object[] = [];
  #count = 0;
  readonly #prefix: string;

  /** `prefix` keeps the names that are given by counting apart from those of a graph that this one is joined to. */
  constructor(prefix = '') {
    this.#prefix = prefix;
  }

  /** Declares an input of the graph. */
  input(name: string, type: ElementType, shape: readonly Dimension[]): void {
    this.#inputs.push(valueInfo(name, type, shape));
  }

  /** Declares `from` an output called `name`. */
  output(name: string, from: string, shape: readonly Dimension[], type: ElementType = 'float32'): void {
    const identity = { name: `${this.#prefix}${name}`, opType: 'Identity', attribute: [] };
    this.#nodes.push({ ...identity, input: [from], output: [name] });
    this.#outputs.push(valueInfo(name, type, shape));
  }

  /** Adds a node with one output and gives the output's name. */
  node(opType: string, input: string[], attributes: Readonly<Record<string, AttributeValue>> = {}): string {
    const name = this.#name(opType);
    const attribute = Object.entries(attributes).map(([key, value]) => attributeMessage(key, value));
    this.#nodes.push({ input, output: [name], name, opType, attribute });
    return name;
  }

  /** Adds float weights and gives their name. */
  weights(dims: readonly number[], data: Float32Array): string {
    return this.#initializer('float32', dims, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }

  /** Adds a list of whole numbers (a shape, an axis) and gives its name. */
  integers(values: readonly number[]): string {
    const data = BigInt64Array.from(values, (value) => BigInt(value));
    return this.#initializer('int64', [values.length], new Uint8Array(data.buffer));
  }

  /** The graph as the bytes of an ONNX model. */
  encode(name: string): Uint8Array {
    return encodeModel({
      irVersion,
      producerName: 'invigil',
      opsetImport: [{ domain: '', version: opset }],
      graph: {
        name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: this.#inputs,
        output: this.#outputs,
      },
    });
  }

  #initializer(type: ElementType, dims: readonly number[], rawData: Uint8Array): string {
    const name = this.#name('weights');
    this.#initializers.push({ dims: [...dims], dataType: elementCode[type], name, rawData });
    return name;
  }

  #name(kind: string): string {
    this.#count += 1;
    return `${this.#prefix}${kind}_${this.#count}`;
  }
}

function attributeMessage(name: string, value: AttributeValue): object {
  if (typeof value === 'number') return { name, i: value, type: attributeCode.int };
  if (typeof value === 'string') return { name, s: Buffer.from(value), type: attributeCode.string };
  if ('float' in value) return { name, f: value.float, type: attributeCode.float };
  return { name, ints: [...value], type: attributeCode.ints };
}

/** An input or output of a graph, as ONNX describes it. */
export function valueInfo(name: string, type: ElementType, shape: readonly Dimension[]): object {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: elementCode[type], shape: { dim } } } };
}
