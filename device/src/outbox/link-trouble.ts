import { messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';

type Trouble = 'wrong-credentials' | 'unreachable' | 'connection-lost';

/** Tells why there is no connection: one line for each change, not for each try. */
export class LinkTrouble {
  readonly #log: Log;
  #told: Trouble | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  /** The connection is there. */
  over(): void {
    this.#told = undefined;
  }

  tell(trouble: Trouble, err: unknown): void {
    if (trouble === this.#told) return;
    this.#told = trouble;
    const reason = err === undefined ? undefined : messageOf(err);
    if (trouble === 'wrong-credentials') {
      this.#log.error(
        { reason },
        'broker refuses this seat: check seat address and token or certificate; trying again',
      );
    } else {
      this.#log.warn({ trouble, reason }, 'no connection to the broker, trying again');
    }
  }
}
