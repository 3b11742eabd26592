import type { ClientMessage, ClientName, Policy, SoftwareReport } from '@invigil/contract';
import type { ClientConnection } from './client-connection.js';
import { Holds } from './holds.js';
import { PartWatch } from './part-watch.js';
import { isKindOf } from './recorded.js';
import { TokenBucket } from './token-bucket.js';

/** What is told a second, and at once: each report is judged and written down. */
const REPORTS = { perSecond: 10, burst: 200 };
/** A client tells what it noticed, and may have waited for a connection. Older than this is told as of this, ms. */
const OLDEST_MS = 60_000;
/** A page that is loaded anew says so within this time of its close, ms. */
const RELOAD_MS = 5000;
/** How long a client has to say what holds once it is let in, ms. */
const SETTLE_MS = 2000;

type Told = Extract<ClientMessage, { type: 'began' | 'ended' | 'happened' }>;

type PartDeps = {
  client: ClientName;
  clock: { now(): number; monotonic(): number };
  policy: () => Policy;
  tell: (report: SoftwareReport) => void;
  /** Whether it was there before this start, and ought to be. */
  isAwaited: () => boolean;
};

/** One kind of client, as the seat's judgement knows it: whether it is there, and what it says. */
export class Part {
  readonly #deps: PartDeps;
  readonly #watch: PartWatch;
  readonly #holds: Holds<ClientConnection>;
  readonly #reports: TokenBucket;
  /** Connections that are there and have not taken their leave. */
  readonly #there = new Set<ClientConnection>();
  #settleAt = Infinity;
  /** A close that may turn out to be a reload, and until when. */
  #close: { report: SoftwareReport; until: number } | undefined;

  constructor(deps: PartDeps) {
    this.#deps = deps;
    const { client: source, clock, isAwaited, policy, tell } = deps;
    this.#watch = new PartWatch({
      clock,
      isRequired: () => {
        const heed = policy().parts[source];
        return heed === 'required' || (heed === 'welcome' && isAwaited());
      },
      tell: (type, at) => tell({ type, source, at }),
    });
    this.#holds = new Holds({
      began: (kind, at, detail) => tell({ type: 'began', source, kind, at, ...(detail && { detail }) }),
      ended: (kind, at) => tell({ type: 'ended', source, kind, at }),
    });
    this.#reports = new TokenBucket({ ...REPORTS, monotonic: () => clock.monotonic() });
  }

  get isThere(): boolean {
    return this.#watch.isThere;
  }

  /** A connection of it was let in. */
  came(connection: ClientConnection): void {
    this.#there.add(connection);
    this.#watch.heard();
    this.#settleAt = this.#deps.clock.monotonic() + SETTLE_MS;
  }

  /** Somebody of it said something. */
  heard(from: ClientConnection): void {
    if (this.#there.has(from)) this.#watch.heard();
  }

  /** Takes what it saw, as far as it is its own to say and the policy asks for it. */
  take(message: Told, from: ClientConnection): void {
    const { client, policy, tell } = this.#deps;
    const { kind } = message;
    if (!isKindOf(client, kind)) return from.refuse('not-yours', `${kind} is not of this client`);
    if (!policy().software[kind].enabled) return;
    if (!this.#reports.tryTake()) return from.refuse('too-many', 'too much is told at once');
    const at = this.#clamp(message.at);
    switch (message.type) {
      case 'began':
        return this.#holds.begin(from, message.kind, at, message.detail);
      case 'ended':
        return this.#holds.end(from, message.kind, at);
      case 'happened': {
        const { detail } = message;
        const report = {
          type: 'happened',
          source: client,
          kind: message.kind,
          at,
          ...(detail && { detail }),
        } satisfies SoftwareReport;
        if (report.kind === 'page-reloaded') this.#close = undefined;
        if (report.kind !== 'page-closed') return tell(report);
        this.#close = { report, until: this.#deps.clock.monotonic() + RELOAD_MS };
        return;
      }
    }
  }

  /** A connection takes its leave. The last one takes that of all. */
  bye(from: ClientConnection): void {
    if (!this.#there.delete(from)) return;
    this.#holds.lose(from, this.#deps.clock.now(), true);
    if (this.#there.size === 0) this.#watch.left();
  }

  /** A connection is gone. */
  lost(connection: ClientConnection): void {
    if (this.#there.delete(connection)) {
      this.#holds.lose(connection, this.#deps.clock.now(), this.#there.size > 0);
    }
  }

  /** To be asked about twice a second. */
  check(): void {
    if (this.#watch.check()) this.#holds.forget();
    this.#checkClose();
    if (this.#deps.clock.monotonic() < this.#settleAt) return;
    this.#settleAt = Infinity;
    this.#holds.settle();
  }

  /** Another policy is in force, which may not ask for it any more. */
  policyChanged(): void {
    if (this.#deps.policy().parts[this.#deps.client] !== 'off') return;
    this.#holds.forget();
    this.#watch.reset();
  }

  #checkClose(): void {
    if (this.#close === undefined || this.#deps.clock.monotonic() < this.#close.until) return;
    const { report } = this.#close;
    this.#close = undefined;
    this.#deps.tell(report);
  }

  #clamp(at: number): number {
    const now = this.#deps.clock.now();
    return Math.min(now, Math.max(now - OLDEST_MS, at));
  }
}
