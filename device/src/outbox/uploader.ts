import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { BackOff } from './back-off.js';
import { putToHub, type HubAccess, type HubPut, type PutOutcome } from './put-to-hub.js';
import { Wake } from './wake.js';

const BACK_OFF = { firstMs: 500, maxMs: 30_000 };
const IDLE_MS = 60_000;
const POLL_MS = 20;

/** Where things wait on the disk, each under a name. */
export type UploadStore = {
  /** How many wait. */
  readonly count: number;
  /** The first that waits, or the one that follows `after`; round again at the end. */
  next(after?: string): string | undefined;
  /** Undefined where it is gone. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** The hub has it, or does not want it. */
  remove(name: string): Promise<void>;
};

type UploaderDeps = {
  /** What is brought, for the log. */
  what: string;
  store: UploadStore;
  put: (name: string, bytes: Uint8Array) => HubPut;
  hub: HubAccess;
  clock: Clock;
  log: Log;
};

/** Brings what waits to the hub by HTTP, one thing at a time, until the hub has it. */
export class Uploader {
  readonly #deps: UploaderDeps;
  readonly #log: Log;
  readonly #wake: Wake;
  readonly #backOff = new BackOff(BACK_OFF);
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #failing: string | undefined;

  constructor(deps: UploaderDeps) {
    this.#deps = deps;
    this.#log = deps.log.child({ upload: deps.what });
    this.#wake = new Wake(deps.clock);
  }

  start(): void {
    this.#running ??= this.#run(this.#stopping.signal);
  }

  /** Tells that something was put into the store. */
  poke(): void {
    this.#wake.poke();
  }

  /**
   * Breaks off what is under way and waits for it. What waits stays on the disk for the next run. Where the hub takes
   * things, it first waits up to `graceMs` for what is left.
   */
  async stop(graceMs = 0): Promise<void> {
    const { clock, store } = this.#deps;
    const deadline = clock.monotonic() + graceMs;
    const goesOn = (): boolean => this.#running !== undefined && this.#failing === undefined;
    while (goesOn() && store.count > 0 && clock.monotonic() < deadline) await clock.sleep(POLL_MS);
    this.#stopping.abort();
    this.#wake.poke();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, store } = this.#deps;
    let last: string | undefined;
    while (!signal.aborted) {
      const name = store.next(last);
      if (name === undefined) {
        await this.#wake.wait(IDLE_MS);
        continue;
      }
      const done = await this.#bring(name, signal);
      // One that fails must not hold up the others: the next try takes the next one.
      last = done ? undefined : name;
      if (done) this.#backOff.reset();
      else await clock.sleep(this.#backOff.next(), signal);
    }
  }

  /** True where it need not be brought again. */
  async #bring(name: string, signal: AbortSignal): Promise<boolean> {
    const { hub, put, store } = this.#deps;
    const bytes = await store.read(name);
    if (bytes === undefined) return true;
    const outcome = await putToHub(hub, put(name, bytes), signal);
    if (signal.aborted && outcome.type === 'later') return false;
    this.#tell(outcome);
    if (outcome.type === 'later') return false;
    if (outcome.type === 'refused') {
      this.#log.error(
        { name, status: outcome.status, reason: outcome.reason },
        'hub refuses the upload, dropped',
      );
    }
    await store.remove(name);
    return true;
  }

  /** One line when uploads begin to fail or fail in another way, one when they work again. */
  #tell(outcome: PutOutcome): void {
    const { store } = this.#deps;
    const failing = outcome.type === 'later' ? String(outcome.status ?? 'unreachable') : undefined;
    if (failing === this.#failing) return;
    this.#failing = failing;
    if (outcome.type === 'later') {
      this.#log.warn(
        { status: outcome.status, reason: outcome.reason, waiting: store.count },
        'upload waits for the hub',
      );
    } else {
      this.#log.info({ waiting: store.count }, 'upload works again');
    }
  }
}
