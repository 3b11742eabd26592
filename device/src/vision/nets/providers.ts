import type { GraphNet } from '@invigil/models';
import { messageOf } from '../../lib/errors.js';
import type { LoadedNet, NetRole, RuntimeLog } from './inference.js';

/** What the nets of each role are computed on, and how that is found: by trying. */
export class Providers<P extends string> {
  readonly #log: RuntimeLog;
  readonly #inUse = new Map<NetRole, P>();

  constructor(log: RuntimeLog) {
    this.#log = log;
  }

  /** Those in use, such as `cpu+cuda`. */
  get inUse(): string {
    return [...new Set(this.#inUse.values())].join('+') || 'none';
  }

  /** Loads a net on the first provider that works. Throws what the last one threw, once each was tried and named in the log. */
  async load(
    { name }: GraphNet,
    role: NetRole,
    providers: readonly P[],
    loadOn: (provider: P) => Promise<LoadedNet>,
  ): Promise<LoadedNet> {
    let last: unknown;
    for (const provider of providers) {
      try {
        const net = await loadOn(provider);
        this.#inUse.set(role, provider);
        return net;
      } catch (cause) {
        last = cause;
        const reason = messageOf(cause).split('\n')[0];
        this.#log.info({ net: name, provider, reason }, 'execution provider does not work here');
      }
    }
    throw last;
  }
}
