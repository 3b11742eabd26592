import type { PreviewCommand } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import { putToHub, type HubAccess } from '../outbox/put-to-hub.js';
import type { Snapshot } from './snapshot.js';

const EVERY_MS = 1000;
/** Whoever looks longer asks again. A wrong `until` must not make a seat send pictures all day. */
const MAX_MS = 5 * 60_000;

type PreviewDeps = {
  /** The newest frame; undefined where there is none. */
  newest: () => Pick<Snapshot, 'takenAt' | 'encode'> | undefined;
  hub: HubAccess;
  clock: Clock;
  log: Log;
};

/** Sends about one picture a second while somebody looks at the seat's page. */
export class Preview {
  readonly #deps: PreviewDeps;
  readonly #stopping = new AbortController();
  #until = -Infinity;
  #running: Promise<void> | undefined;
  #sentTakenAt: number | undefined;
  #failing: string | undefined;

  constructor(deps: PreviewDeps) {
    this.#deps = deps;
  }

  /** Whether somebody looks now. */
  get isWatched(): boolean {
    return this.#deps.clock.now() < this.#until;
  }

  /**
   * Begins to send, or goes on until the later time where it sends already. Returns why not, in one line, or undefined.
   * Times are compared with the seat's clock.
   */
  handle(command: PreviewCommand): string | undefined {
    const { signal } = this.#stopping;
    const now = this.#deps.clock.now();
    if (now >= command.expiresAt || now >= command.until || signal.aborted) {
      return 'the command has expired';
    }
    this.#until = Math.max(this.#until, Math.min(command.until, now + MAX_MS));
    this.#running ??= this.#run(signal).finally(() => {
      this.#running = undefined;
    });
    return undefined;
  }

  /** Breaks off what is under way and waits for it. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    while (!signal.aborted && clock.now() < this.#until) {
      const startedAt = clock.monotonic();
      await this.#sendNewest(signal);
      await clock.sleep(startedAt + EVERY_MS - clock.monotonic(), signal);
    }
  }

  async #sendNewest(signal: AbortSignal): Promise<void> {
    const { hub, newest } = this.#deps;
    try {
      const snapshot = newest();
      if (snapshot === undefined || snapshot.takenAt === this.#sentTakenAt) return;
      const put = { path: '/api/seat/preview', type: 'image/jpeg', bytes: await snapshot.encode() };
      const outcome = await putToHub(hub, put, signal);
      if (signal.aborted) return;
      if (outcome.type === 'stored') this.#sentTakenAt = snapshot.takenAt;
      this.#tell(outcome.type === 'stored' ? undefined : outcome.reason);
    } catch (err) {
      this.#tell(messageOf(err));
    }
  }

  /** One line when it begins to fail. */
  #tell(failing: string | undefined): void {
    if (failing !== undefined && this.#failing === undefined) {
      this.#deps.log.warn({ reason: failing }, 'preview picture not sent');
    }
    this.#failing = failing;
  }
}
