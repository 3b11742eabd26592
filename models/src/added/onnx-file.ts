import * as z from 'zod';
import { decodeModel } from '../compile/onnx-messages.js';
import { ModelsError } from '../models-error.js';

/** A size of a tensor; undefined where the file leaves it free. */
type FileDimension = number | undefined;

/** An input or output of an ONNX file. `shape` is undefined where the file does not tell it. */
export type FileTensor = { name: string; type: number; shape: readonly FileDimension[] | undefined };

/** What an ONNX file takes and gives. */
export type OnnxFile = {
  inputs: readonly FileTensor[];
  outputs: readonly FileTensor[];
  /** Every name of a tensor in it. */
  names: ReadonlySet<string>;
  /** What the file itself says of its licence. */
  licence: string | undefined;
};

/** onnx.proto's TensorProto.DataType. */
export const elementType = { float32: 1, uint8: 2, int64: 7 } as const;

// Before 7 Sub and Div did not broadcast.
const LEAST_OPSET = 7;

const dimension = z.object({ dimValue: z.number().optional() });
const valueInfo = z.object({
  name: z.string(),
  type: z.object({
    tensorType: z.object({
      elemType: z.number(),
      shape: z.object({ dim: z.array(dimension) }).optional(),
    }),
  }),
});
const fileSchema = z.object({
  graph: z.object({
    node: z.array(z.object({ input: z.array(z.string()), output: z.array(z.string()) })).min(1),
    initializer: z.array(z.object({ name: z.string(), dataLocation: z.number().default(0) })),
    input: z.array(valueInfo).min(1),
    output: z.array(valueInfo).min(1),
  }),
  opsetImport: z.array(z.object({ domain: z.string().default(''), version: z.number() })).min(1),
  metadataProps: z.array(z.object({ key: z.string(), value: z.string().default('') })),
});

/** Reads what an ONNX file takes and gives; `file` is named in errors. Throws `unsupported`. */
export function readOnnxFile(bytes: Uint8Array, file: string): OnnxFile {
  const { graph, opsetImport, metadataProps } = decoded(bytes, file);
  if (graph.initializer.some(({ dataLocation }) => dataLocation !== 0)) {
    throw new ModelsError('unsupported', `${file} keeps its weights in another file: export it as one file`);
  }
  const opset = opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 0;
  if (opset < LEAST_OPSET) {
    throw new ModelsError('unsupported', `${file} has operator set ${opset}: export it with 11 or later`);
  }
  const weights = new Set(graph.initializer.map(({ name }) => name));
  const tensors = graph.node.flatMap(({ input, output }) => [...input, ...output]);
  return {
    // Old files list their weights among the inputs.
    inputs: graph.input.map(tensorOf).filter(({ name }) => !weights.has(name)),
    outputs: graph.output.map(tensorOf),
    names: new Set([...tensors, ...weights, ...graph.input.map(({ name }) => name)]),
    licence: metadataProps.find(({ key }) => /^licen[cs]e$/i.test(key))?.value,
  };
}

function decoded(bytes: Uint8Array, file: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(decodeModel(bytes));
  } catch (cause) {
    throw new ModelsError('unsupported', `${file} is no ONNX model`, cause);
  }
}

function tensorOf({ name, type }: z.infer<typeof valueInfo>): FileTensor {
  const { elemType, shape } = type.tensorType;
  // 0 is how some exporters write a free size.
  const sizes = shape?.dim.map(({ dimValue }) =>
    dimValue === undefined || dimValue <= 0 ? undefined : dimValue,
  );
  return { name, type: elemType, shape: sizes };
}
