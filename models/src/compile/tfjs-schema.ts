import * as z from 'zod';

// The JSON form of TensorFlow's protobuf messages, as tfjs-converter writes them: numbers as strings, text in base64.
const whole = z.coerce.number().int();
const text = z.string().transform((base64) => Buffer.from(base64, 'base64').toString('utf8'));
const list = z.object({ i: z.array(whole).optional(), s: z.array(text).optional() });
const attribute = z.object({
  i: whole.optional(),
  f: z.number().optional(),
  b: z.boolean().optional(),
  s: text.optional(),
  list: list.optional(),
  shape: z.object({ dim: z.array(z.object({ size: whole })).default([]) }).optional(),
});
const node = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attribute).default({}),
});
const weight = z.object({
  name: z.string(),
  shape: z.array(z.int()),
  dtype: z.enum(['float32', 'int32']),
  quantization: z.object({ dtype: z.literal('float16') }).optional(),
});

/** The part of a `model.json` (TF.js graph model) that the compiler reads. */
export const tfjsModelSchema = z.object({
  modelTopology: z.object({ node: z.array(node) }),
  weightsManifest: z.array(z.object({ weights: z.array(weight) })),
});

export type TfNode = z.infer<typeof node>;
export type TfWeight = z.infer<typeof weight>;
