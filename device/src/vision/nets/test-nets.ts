import { findGraphNet, loadManifest } from '@invigil/models';
import type { LoadedNet } from './inference.js';

/** Outputs that may be written to. */
export type WrittenOutputs = Record<string, Float32Array>;

/** What a hand-written net was run on. */
export type Run = { pixels: Uint8Array; batch: number };

/**
 * A net of the manifest that computes nothing: each run answers with outputs of the manifest's names and sizes, filled
 * with `fill`, into which `write` puts what the test wants.
 */
export function writtenNet(
  name: string,
  write: (outputs: WrittenOutputs, call: number) => void,
  fill = 0,
): LoadedNet & { runs: Run[] } {
  const entry = findGraphNet(loadManifest(), name);
  const runs: Run[] = [];
  return {
    entry,
    runs,
    run(pixels, batch = 1) {
      const outputs = Object.fromEntries(
        entry.outputs.map((one) => {
          const length = one.shape.reduce<number>((size, side) => size * (side === 'n' ? batch : side), 1);
          return [one.name, new Float32Array(length).fill(fill)];
        }),
      );
      write(outputs, runs.length);
      runs.push({ pixels, batch });
      return Promise.resolve(outputs);
    },
  };
}

/** Puts values into an output from a place on. Throws where they don't fit, or there is none of that name. */
export function put(outputs: WrittenOutputs, name: string, from: number, ...values: readonly number[]): void {
  const output = outputs[name];
  if (output === undefined) throw new Error(`no output ${name}`);
  output.set(values, from);
}
