import type { Ack } from '@invigil/contract';
import type { Log } from '../lib/log.js';
import type { OutboxStore } from './outbox-store.js';

/** Compares the heads that the hub gives back with those of this seat. */
export class HeadCheck {
  readonly #store: Pick<OutboxStore, 'hashAt'>;
  readonly #log: Log;
  /** Boots of which the hub was found to hold another record; each is told once. */
  readonly #different = new Set<string>();

  constructor(store: Pick<OutboxStore, 'hashAt'>, log: Log) {
    this.#store = store;
    this.#log = log;
  }

  /** The head that the hub gave back, where this seat has the same one. */
  same({ boot, head }: Ack): Ack['head'] {
    if (head === undefined || head.seq === 0) return undefined;
    const own = this.#store.hashAt(boot, head.seq);
    if (own === head.hash) return head;
    // An ack that came late is of an event that is forgotten: there is nothing left to compare it with.
    if (own !== undefined && !this.#different.has(boot)) {
      this.#different.add(boot);
      this.#log.error({ boot, seq: head.seq }, 'hub holds another record than this seat told');
    }
    return undefined;
  }
}
