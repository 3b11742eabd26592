import { type Guidance, guidanceOf, type Observation } from '@invigil/behaviour';
import { SELF_PER_SECOND } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import type { ClientConnection } from './client-connection.js';

/** Advice that changes faster than this can't be followed, ms. */
const GUIDANCE_MS = 250;

export type SelfViewDeps = {
  /** The newest frame; undefined where there is none. */
  newest: () => { takenAt: number; encode(): Promise<Uint8Array> } | undefined;
  /** How likely it is that the microphone hears a voice now; undefined where none listens. */
  voice: () => number | undefined;
  clock: Pick<Clock, 'monotonic' | 'sleep'>;
  log: Log;
};

/** Shows a candidate what the camera sees, and what they can do better, while their page asks for it. Nothing of it is kept. */
export class SelfView {
  readonly #deps: SelfViewDeps;
  readonly #watching = new Set<ClientConnection>();
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #told: { text: string; at: number } | undefined;

  constructor(deps: SelfViewDeps) {
    this.#deps = deps;
  }

  watch(page: ClientConnection, on: boolean): void {
    if (!on) {
      this.#watching.delete(page);
      return;
    }
    this.#watching.add(page);
    this.#told = undefined;
    this.#running ??= this.#run(this.#stopping.signal).finally(() => {
      this.#running = undefined;
    });
  }

  /** Takes what was seen, for the advice. */
  see(observation: Observation): void {
    if (this.#watching.size === 0) return;
    const guidance: Guidance = guidanceOf(observation);
    const text = JSON.stringify(guidance);
    const at = this.#deps.clock.monotonic();
    const told = this.#told;
    if (told !== undefined && (told.text === text || at - told.at < GUIDANCE_MS)) return;
    this.#told = { text, at };
    for (const page of this.#watching) page.send({ type: 'guidance', ...guidance });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#watching.clear();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, log, newest, voice } = this.#deps;
    let shownTakenAt: number | undefined;
    while (!signal.aborted && this.#watching.size > 0) {
      const startedAt = clock.monotonic();
      const frame = newest();
      if (frame !== undefined && frame.takenAt !== shownTakenAt) {
        shownTakenAt = frame.takenAt;
        try {
          const jpeg = await frame.encode();
          for (const page of this.#watching) page.sendPicture(jpeg);
        } catch (error) {
          log.debug({ reason: messageOf(error) }, 'no picture for the candidate');
        }
      }
      const heard = voice();
      if (heard !== undefined)
        for (const page of this.#watching) page.send({ type: 'hearing', voice: heard });
      await clock.sleep(startedAt + 1000 / SELF_PER_SECOND - clock.monotonic(), signal);
    }
  }
}
