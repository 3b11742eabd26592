import type { Clock } from '../lib/clock.js';
import type { Log } from '../lib/log.js';
import { BackOff } from '../outbox/back-off.js';
import { Wake } from '../outbox/wake.js';
import type { EvidenceStore } from './evidence-store.js';
import { putPicture, type HubAccess, type PutOutcome } from './picture-sender.js';

const BACK_OFF = { firstMs: 500, maxMs: 30_000 };
const IDLE_MS = 60_000;

type UploaderDeps = {
  store: Pick<EvidenceStore, 'next' | 'read' | 'remove' | 'count'>;
  hub: HubAccess;
  clock: Clock;
  log: Log;
};

/** Brings waiting pictures to the hub, oldest first, one at a time, until the hub has them. */
export class EvidenceUploader {
  readonly #deps: UploaderDeps;
  readonly #wake: Wake;
  readonly #backOff = new BackOff(BACK_OFF);
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #failing: string | undefined;

  constructor(deps: UploaderDeps) {
    this.#deps = deps;
    this.#wake = new Wake(deps.clock);
  }

  start(): void {
    this.#running ??= this.#run(this.#stopping.signal);
  }

  /** Tells that a picture was put into the store. */
  poke(): void {
    this.#wake.poke();
  }

  /** Breaks off what is under way and waits for it. The pictures stay on the disk for the next run. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.poke();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, store } = this.#deps;
    let last: string | undefined;
    while (!signal.aborted) {
      const sha256 = store.next(last);
      if (sha256 === undefined) {
        await this.#wake.wait(IDLE_MS);
        continue;
      }
      const done = await this.#bring(sha256, signal);
      // One picture that fails must not hold up the others: the next try takes the next picture.
      last = done ? undefined : sha256;
      if (done) this.#backOff.reset();
      else await clock.sleep(this.#backOff.next(), signal);
    }
  }

  /** True where the picture need not be brought again. */
  async #bring(sha256: string, signal: AbortSignal): Promise<boolean> {
    const { hub, log, store } = this.#deps;
    const jpeg = await store.read(sha256);
    if (jpeg === undefined) return true;
    const outcome = await putPicture(hub, `/api/seat/evidence/${sha256}`, jpeg, signal);
    if (signal.aborted && outcome.type === 'later') return false;
    this.#tell(outcome);
    if (outcome.type === 'later') return false;
    if (outcome.type === 'refused') {
      log.error(
        { sha256, status: outcome.status, reason: outcome.reason },
        'hub refuses evidence picture, dropped',
      );
    }
    await store.remove(sha256);
    return true;
  }

  /** One line when uploads begin to fail or fail in another way, one when they work again. */
  #tell(outcome: PutOutcome): void {
    const { log, store } = this.#deps;
    const failing = outcome.type === 'later' ? String(outcome.status ?? 'unreachable') : undefined;
    if (failing === this.#failing) return;
    this.#failing = failing;
    if (outcome.type === 'later') {
      log.warn(
        { status: outcome.status, reason: outcome.reason, waiting: store.count },
        'evidence waits for the hub',
      );
    } else {
      log.info({ waiting: store.count }, 'evidence upload works again');
    }
  }
}
