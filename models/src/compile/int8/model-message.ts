import * as z from 'zod';
import { decodeModel } from '../onnx-messages.js';

const bytes = z.instanceof(Uint8Array);
const node = z.object({
  input: z.array(z.string()),
  output: z.array(z.string()),
  name: z.string(),
  opType: z.string(),
  attribute: z.array(z.looseObject({ name: z.string() })),
});
const tensor = z.object({
  dims: z.array(z.number()),
  dataType: z.number(),
  name: z.string(),
  rawData: bytes,
});
const modelSchema = z.looseObject({
  graph: z.looseObject({
    node: z.array(node),
    initializer: z.array(tensor),
    output: z.array(z.looseObject({ name: z.string() })),
  }),
});

export type NodeMessage = z.infer<typeof node>;
export type TensorMessage = z.infer<typeof tensor>;
export type ModelMessage = z.infer<typeof modelSchema>;

/** A model of this compiler as a message that can be changed and encoded again. */
export function readModelMessage(model: Uint8Array): ModelMessage {
  return modelSchema.parse(decodeModel(model));
}

/** A float tensor's numbers, copied. */
export function floatsOf({ rawData }: TensorMessage): Float32Array {
  return new Float32Array(Uint8Array.from(rawData).buffer);
}
