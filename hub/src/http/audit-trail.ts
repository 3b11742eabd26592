import type { AuditEntry, AuditQuery, AuditVerb } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { HubError } from '../lib/hub-error.js';
import { BoundedMap } from '../lib/bounded-map.js';

/** What is written: a row without its place in the chain. */
export type AuditFact = Omit<AuditEntry, 'n' | 'previous' | 'hash'>;

/** Where the audit log is kept. */
export type AuditStore = {
  /** Adds a row; fails where it can't be written. */
  append(fact: AuditFact): Promise<void>;
  page(query: AuditQuery): Promise<AuditEntry[]>;
  /** Every row, oldest first. */
  all(): AsyncIterable<AuditEntry>;
};

/** Who did something, and from where. */
export type Actor = Pick<AuditFact, 'actor' | 'role' | 'address'>;

/** For how long looking at one thing by one log-in is one row, ms. */
const SAME_LOOK_MS = 600_000;
/** Looks that are remembered; above it the oldest are forgotten, and written again. */
const MAX_LOOKS = 5000;

/** Writes the audit log. What can't be written throws a {@link HubError} `audit-unwritten`, and is not to be done. */
export class AuditTrail {
  readonly #store: AuditStore;
  readonly #clock: Clock;
  readonly #looks = new BoundedMap<number>(MAX_LOOKS);
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: AuditStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Writes a row. `count`: of how many it tells. */
  async note(who: Actor, verb: AuditVerb, subject: string, count = 1): Promise<void> {
    await this.#inTurn(() => this.#write(who, verb, subject, count));
  }

  /** Writes that a log-in looks at something, once in 10 minutes: pages ask again and again. */
  async look(loginId: string, who: Actor, verb: AuditVerb, subject: string): Promise<void> {
    const key = `${loginId} ${verb} ${subject}`;
    await this.#inTurn(async () => {
      const now = this.#clock.now();
      const seen = this.#looks.get(key);
      if (seen !== undefined && now - seen < SAME_LOOK_MS && now >= seen) return;
      await this.#write(who, verb, subject, 1);
      this.#looks.set(key, now);
    });
  }

  page(query: AuditQuery): Promise<AuditEntry[]> {
    return this.#store.page(query);
  }

  all(): AsyncIterable<AuditEntry> {
    return this.#store.all();
  }

  async #write(who: Actor, verb: AuditVerb, subject: string, count: number): Promise<void> {
    const { actor, role, address } = who;
    const fact = {
      at: this.#clock.now(),
      actor: actor?.slice(0, 128) ?? null,
      role,
      address: address?.slice(0, 64) ?? null,
      verb,
      subject: subject.slice(0, 200),
      count,
    };
    try {
      await this.#store.append(fact);
    } catch (cause) {
      throw new HubError('audit-unwritten', 'the audit log can not be written', { cause });
    }
  }

  /** Each row rests on the one before, so they are written one after the other. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.#last.then(act);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
