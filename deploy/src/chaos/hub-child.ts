import { setTimeout as sleep } from 'node:timers/promises';
import { Forked } from './forked.js';
import type { HubOrder } from './hub-words.js';

const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 30_000;

/** The hub's process, from one start to the next. */
export class HubChild {
  readonly #files: { config: string; log: string };
  #process: Forked | undefined;
  #ready = false;
  #done = 0;

  /** @param files its configuration, and where it writes what it logs */
  constructor(files: { config: string; log: string }) {
    this.#files = files;
  }

  /** Starts it; it takes seats when this resolves. Throws an Error where it does not start. */
  async start(): Promise<void> {
    this.begin();
    const deadline = performance.now() + READY_WITHIN_MS;
    while (!this.#ready) {
      if (this.#process?.running !== true || performance.now() > deadline)
        throw new Error(`the hub did not start; ${this.#files.log} says why`);
      await sleep(10);
    }
  }

  /** Starts it without waiting. */
  begin(): void {
    this.#ready = false;
    const { config, log } = this.#files;
    this.#process = new Forked('hub-process', [config, log], (message) => {
      if (message === 'ready') this.#ready = true;
      if (message === 'done') this.#done += 1;
    });
  }

  say(order: HubOrder): void {
    this.#process?.say(order);
  }

  /** Makes somebody who may read the record. */
  async addReader(name: string, password: string): Promise<void> {
    const before = this.#done;
    this.say({ type: 'user', user: { name, role: 'reviewer', password } });
    while (this.#done === before) await sleep(10);
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  /** Asks it to stop, as a technician does. Throws an Error where it does not. */
  async stop(): Promise<void> {
    this.say({ type: 'stop' });
    if ((await this.#process?.ended(STOPPED_WITHIN_MS)) === false) throw new Error('the hub did not stop');
  }
}
