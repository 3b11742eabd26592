import type { AuditVerb } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import type { Actor, AuditTrail } from './audit-trail.js';

/** Within this time so many refusals are written one by one; what is above it is counted, ms. */
const WINDOW_MS = 60_000;
const MAX_SINGLE = 30;
/** Addresses for which what is above it is counted apart. */
const MAX_ADDRESSES = 20;

type Tally = { verb: AuditVerb; address: string | null; count: number };

/**
 * Tells the audit log what was refused. Strangers decide how much that is, so at most 30 rows a minute are single ones; the rest is told
 * at the minute's end as one row for each kind and address with its count, and one for each kind from all further addresses.
 */
export class RefusalTally {
  readonly #trail: AuditTrail;
  readonly #clock: Clock;
  readonly #onFault: (cause: unknown) => void;
  readonly #rest = new Map<string, Tally>();
  readonly #addresses = new Set<string>();
  #since = 0;
  #single = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `onFault`: a row could not be written. What it tells of was refused all the same. */
  constructor(trail: AuditTrail, clock: Clock, onFault: (cause: unknown) => void) {
    this.#trail = trail;
    this.#clock = clock;
    this.#onFault = onFault;
  }

  async refused(who: Actor, verb: AuditVerb, subject: string): Promise<void> {
    const now = this.#clock.now();
    if (now < this.#since || now - this.#since >= WINDOW_MS) {
      await this.flush();
      this.#since = now;
    }
    if (this.#single < MAX_SINGLE) {
      this.#single += 1;
      await this.#write(who, verb, subject, 1);
      return;
    }
    this.#count(verb, who.address);
  }

  /** Writes what was counted. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const told = [...this.#rest.values()];
    this.#rest.clear();
    this.#addresses.clear();
    this.#single = 0;
    for (const { verb, address, count } of told) {
      await this.#write({ actor: null, role: null, address }, verb, 'counted, not written one by one', count);
    }
  }

  #count(verb: AuditVerb, from: string | null): void {
    if (from !== null && this.#addresses.size < MAX_ADDRESSES) this.#addresses.add(from);
    const address = from !== null && this.#addresses.has(from) ? from : null;
    const key = `${verb} ${address ?? ''}`;
    const tally = this.#rest.get(key) ?? { verb, address, count: 0 };
    tally.count += 1;
    this.#rest.set(key, tally);
    this.#timer ??= setTimeout(() => void this.flush(), WINDOW_MS).unref();
  }

  async #write(who: Actor, verb: AuditVerb, subject: string, count: number): Promise<void> {
    try {
      await this.#trail.note(who, verb, subject, count);
    } catch (cause) {
      this.#onFault(cause);
    }
  }
}
