import type { GraphNet } from '@invigil/models';
import type { RuntimeConfig } from './inference-config.js';
import type { LoadedNet, NetRole, RuntimeLog } from './inference.js';
import { NetThread } from './net-thread.js';
import { NetsHere } from './nets-here.js';

type NetThreadsDeps = {
  config: RuntimeConfig;
  log: RuntimeLog;
  /** Told how long each run of a net computed, ms. */
  onRun: (net: string, ms: number) => void;
};

/** The threads that nets run in: one for each role; of OpenCV's module this one. */
export class NetThreads {
  readonly #deps: NetThreadsDeps;
  readonly #threads = new Map<NetRole, NetThread | NetsHere>();

  constructor(deps: NetThreadsDeps) {
    this.#deps = deps;
  }

  /** The library that computes, and what the nets loaded so far run on, such as `cpu`. */
  get made(): { runtime: string; provider: string } {
    const made = [...this.#threads.values()].flatMap((thread) => thread.made ?? []);
    const providers = new Set(made.map(({ provider }) => provider));
    return { runtime: made[0]?.runtime ?? 'none', provider: [...providers].join('+') || 'none' };
  }

  /** Loads a net. Throws DeviceError `runtime-unavailable`. */
  async load(entry: GraphNet, bytes: Uint8Array, role: NetRole): Promise<LoadedNet> {
    const thread = this.#threads.get(role) ?? this.#start(role);
    this.#threads.set(role, thread);
    return thread.load(entry, bytes);
  }

  #start(role: NetRole): NetThread | NetsHere {
    const deps = { ...this.#deps, role };
    return deps.config.runtime === 'opencv' ? new NetsHere(deps) : new NetThread(deps);
  }

  /** Ends every thread. */
  async close(): Promise<void> {
    await Promise.all([...this.#threads.values()].map((thread) => thread.close()));
  }
}
