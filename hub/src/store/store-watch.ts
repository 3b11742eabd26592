import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { isStoreAway } from './store-away.js';

/** Between two looks at a database, ms. */
const LOOK_MS = 2000;

export type StoreWatchDeps = {
  /** What is asked; undefined: the rows are in a file, which is never away. */
  probe: { answers(): Promise<boolean>; end(): void } | undefined;
  /** Ends the hub's own connections: called each time that no answer came, so that nobody waits for one. */
  cut: () => void;
  clock: Clock;
  log: Log;
  lookMs?: number;
};

/** Knows whether the hub's database is away, and since when. */
export class StoreWatch {
  readonly #deps: StoreWatchDeps;
  #awaySince: number | null = null;
  #onChanged: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #stopped = false;

  constructor(deps: StoreWatchDeps) {
    this.#deps = deps;
  }

  /** Since when the database is away, on the hub's clock, epoch ms; null: it answers. */
  awaySince(): number | null {
    return this.#awaySince;
  }

  /** Whether something failed because the database is away. */
  isAway(cause: unknown): boolean {
    return isStoreAway(cause);
  }

  /** @param onChanged is called when the database goes, and when it is back */
  start(onChanged: () => void): void {
    this.#onChanged = onChanged;
    this.soon();
  }

  /** Looks now: somebody met with a database that is away. */
  soon(): void {
    const { probe } = this.#deps;
    if (probe === undefined || this.#stopped) return;
    clearTimeout(this.#timer);
    this.#looking ??= this.#look(probe).finally(() => {
      this.#looking = undefined;
      if (!this.#stopped) this.#timer = setTimeout(() => this.soon(), this.#deps.lookMs ?? LOOK_MS);
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#deps.probe?.end();
    await this.#looking;
    this.#deps.probe?.end();
  }

  async #look(probe: { answers(): Promise<boolean> }): Promise<void> {
    const { clock, cut, log } = this.#deps;
    const answers = await probe.answers();
    if (this.#stopped) return;
    if (!answers) cut();
    if (answers === (this.#awaySince === null)) return;
    if (answers) log.info({ awaySince: this.#awaySince }, 'store is back');
    else log.warn({}, 'store is away: what seats say waits, and nothing that people do is stored');
    this.#awaySince = answers ? null : clock.now();
    this.#onChanged();
  }
}
