import * as z from 'zod';

/** What computes the nets. */
export const InferenceConfig = z.strictObject({
  runtime: z.enum(['onnxruntime', 'tfjs']).default('onnxruntime').describe('library that runs the nets'),
  provider: z
    .enum(['auto', 'cuda', 'webgpu', 'dml', 'coreml', 'cpu'])
    .default('auto')
    .describe(
      'execution provider of onnxruntime; auto takes the best that works for objects and the CPU for faces',
    ),
  threads: z.number().int().min(1).max(64).default(1).describe('threads of each net on the CPU'),
});
export type InferenceConfig = z.infer<typeof InferenceConfig>;
