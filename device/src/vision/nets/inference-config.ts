import * as z from 'zod';

/** What computes the nets. */
export const InferenceConfig = z.strictObject({
  runtime: z
    .enum(['onnxruntime', 'opencv', 'tfjs'])
    .default('onnxruntime')
    .describe('library that runs the nets; opencv is its own DNN module'),
  provider: z
    .enum(['auto', 'cuda', 'webgpu', 'dml', 'coreml', 'cpu'])
    .default('auto')
    .describe(
      'execution provider of onnxruntime; opencv knows cuda and cpu; auto takes the best that works for objects and the CPU for faces',
    ),
  objects: z
    .string()
    .default('auto')
    .describe(
      'net that looks for objects: one of the manifest’s or one that was added (`npm run models -- list`); auto takes the INT8 net where the processor is quick with bytes',
    ),
  threads: z.number().int().min(1).max(64).default(1).describe('threads of each net on the CPU'),
});
export type InferenceConfig = z.infer<typeof InferenceConfig>;

/** How nets are computed, whichever they are. */
export type RuntimeConfig = Omit<InferenceConfig, 'objects'>;
