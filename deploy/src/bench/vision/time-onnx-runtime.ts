import { createRequire } from 'node:module';
import * as z from 'zod';
import { loadManifest } from '@invigil/models';
import type { RunLog } from './run-log.js';

/** What is used of ONNX Runtime's native session. */
type NativeSession = {
  run(...args: unknown[]): unknown;
  readonly outputMetadata: readonly { name: string }[];
};
const Binding = z.object({
  InferenceSession: z.custom<new (...args: never[]) => NativeSession>((value) => typeof value === 'function'),
});

/**
 * Notes how long each net computes inside ONNX Runtime's native code, without the wait for its turn in the event loop.
 * To be called before the nets are loaded. The product needs no such hook, so it is put in from outside.
 */
export function timeOnnxRuntime(log: RunLog): void {
  // The device's own copy, wherever npm has put it.
  const load = createRequire(import.meta.resolve('@invigil/device'));
  const holder: unknown = load('onnxruntime-node/dist/binding.js');
  const { binding } = z.object({ binding: z.custom<object>(isBinding) }).parse(holder);
  const { InferenceSession } = Binding.parse(binding);
  class TimedSession extends InferenceSession {
    override run(...args: unknown[]): unknown {
      const from = performance.now();
      const outputs = super.run(...args);
      log.add(nameOf(this.outputMetadata.map(({ name }) => name)), performance.now() - from);
      return outputs;
    }
  }
  Object.assign(binding, { InferenceSession: TimedSession });
}

function isBinding(value: unknown): boolean {
  return Binding.safeParse(value).success;
}

/** A loaded net does not tell its name, but its outputs are those of one entry of the manifest. */
function nameOf(outputs: readonly string[]): string {
  const net = loadManifest().nets.find(
    (entry) => entry.kind === 'graph' && entry.outputs.every(({ name }) => outputs.includes(name)),
  );
  return net?.name ?? outputs.join('+');
}
