import type { Clock } from '../../lib/clock.js';
import { messageOf } from '../../lib/errors.js';
import type { MachineSource } from './machine-sources.js';
import type { MachineState } from './machine-state.js';
import { type SystemFiles, Unreadable } from './system-files.js';

/** A device that hangs can make its files wait; nothing else waits with it. */
const PATIENCE_MS = 5000;

/** What a source gave, or why it gave nothing. */
export type Reading = { readonly state: MachineState } | { readonly reason: string };

/** Reads one source when it is due, and goes on without it where it does not answer. */
export class SourceReader {
  readonly source: MachineSource;
  readonly #files: SystemFiles;
  readonly #clock: Clock;
  #dueAt = 0;
  #last: Reading = { reason: 'not read yet' };
  #running: Promise<Reading> | undefined;

  constructor(source: MachineSource, files: SystemFiles, clock: Clock) {
    this.source = source;
    this.#files = files;
    this.#clock = clock;
  }

  /** What the source gives now, or gave when it was read last if it isn't due. Never rejects. `signal` ends the wait. */
  async read(signal: AbortSignal): Promise<Reading> {
    if (this.#clock.monotonic() < this.#dueAt) return this.#last;
    this.#running ??= this.#start();
    const waiting = new AbortController();
    const late = this.#clock
      .sleep(PATIENCE_MS, AbortSignal.any([waiting.signal, signal]))
      .then((): Reading => ({ reason: 'does not answer' }));
    this.#last = await Promise.race([this.#running, late]);
    waiting.abort();
    return this.#last;
  }

  async #start(): Promise<Reading> {
    try {
      return { state: await this.source.read(this.#files) };
    } catch (error) {
      if (error instanceof Unreadable) return { reason: error.message };
      return { reason: `not understood: ${messageOf(error)}` };
    } finally {
      this.#running = undefined;
      this.#dueAt = this.#clock.monotonic() + this.source.everyMs;
    }
  }
}
