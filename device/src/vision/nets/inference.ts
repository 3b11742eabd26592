import type { GraphNet } from '@invigil/models';

/** Outputs of a net by the names that its manifest entry gives them, flat, in row-major order. */
export type NetOutputs = Readonly<Record<string, Float32Array>>;

/** A net that is ready to run. */
export type LoadedNet = {
  readonly entry: GraphNet;
  /**
   * Runs the net on `batch` pictures. `pixels` are BGR bytes, row by row, picture after picture, of the size that
   * the entry names. They may be moved to another thread, and must not be used again.
   */
  run(pixels: Uint8Array, batch?: number): Promise<NetOutputs>;
};

/**
 * What a net is for. Nets of different roles run side by side, each role in a thread of its own. A graphics processor pays for
 * the object net; the small ones are faster beside it on the CPU.
 */
export type NetRole = 'detector' | 'faces' | 'objects' | 'identity';

/** Where a runtime says what people may want to know of it. */
export type RuntimeLog = { info(values: Record<string, unknown>, message: string): void };

/** What computes the nets, on the thread that asks. */
export type InferenceRuntime = {
  /** Name for people, such as `onnxruntime`. */
  readonly name: string;
  /** Loads a net. Throws DeviceError `runtime-unavailable`. */
  load(entry: GraphNet, bytes: Uint8Array, role: NetRole): Promise<LoadedNet>;
  /** What the nets loaded so far run on, such as `cpu`. */
  provider(): string;
};

/** One output of a net. Throws where the net has none of that name: the manifest and the decoder disagree. */
export function output(outputs: NetOutputs, name: string): Float32Array {
  const values = outputs[name];
  if (values === undefined)
    throw new Error(`the net gives ${Object.keys(outputs).join(', ')} but no ${name}`);
  return values;
}
