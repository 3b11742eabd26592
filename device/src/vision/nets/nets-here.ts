import type { GraphNet } from '@invigil/models';
import type { RuntimeConfig } from './inference-config.js';
import type { InferenceRuntime, LoadedNet, NetRole, RuntimeLog } from './inference.js';

type NetsHereDeps = {
  config: RuntimeConfig;
  role: NetRole;
  log: RuntimeLog;
  /** Told how long each run of a net took, ms. */
  onRun: (net: string, ms: number) => void;
};

/**
 * Nets of OpenCV's DNN module, in the place of a thread: its binding may be loaded by one thread of a program only, and the pictures
 * are there. What it computes it computes beside that thread by itself.
 */
export class NetsHere {
  readonly #deps: NetsHereDeps;
  #runtime: InferenceRuntime | undefined;

  constructor(deps: NetsHereDeps) {
    this.#deps = deps;
  }

  get made(): { runtime: string; provider: string } | undefined {
    return this.#runtime && { runtime: this.#runtime.name, provider: this.#runtime.provider() };
  }

  /** Loads a net. Throws DeviceError `runtime-unavailable`. */
  async load(entry: GraphNet, bytes: Uint8Array): Promise<LoadedNet> {
    const { config, log, onRun, role } = this.#deps;
    // Loaded only where it is asked for: a machine whose OpenCV can't be loaded still looks at all else.
    const { openOpenCvRuntime } = await import('./opencv-runtime.js');
    this.#runtime ??= openOpenCvRuntime(config, log);
    const net = await this.#runtime.load(entry, bytes, role);
    return {
      entry,
      async run(pixels, batch) {
        const from = performance.now();
        const outputs = await net.run(pixels, batch);
        onRun(entry.name, performance.now() - from);
        return outputs;
      },
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
