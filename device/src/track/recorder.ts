import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import { frameChunk, type Observation, TrackWriter } from '@invigil/behaviour';
import type { TrackCommand, TrackNote } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import type { TrackFolder } from './track-folder.js';

const pack = promisify(deflate);

type RecorderDeps = {
  /** What the track begins with; it names the boot. */
  start: Extract<TrackNote, { type: 'start' }>;
  /** Undefined where it can't be used: then nothing is recorded. */
  folder: TrackFolder | undefined;
  /** Called when the hub is to get a track. */
  poke: () => void;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/**
 * Writes down what comes to the seat's judgement. Where the disk fails, it says so once and the track ends there: what it returns
 * is the same, so that the seat judges on.
 */
export class TrackRecorder {
  readonly #deps: RecorderDeps;
  readonly #writer = new TrackWriter();
  #writing: Promise<void>;
  #ended: boolean;

  constructor(deps: RecorderDeps) {
    this.#deps = deps;
    this.#ended = deps.folder === undefined;
    this.#writer.note(deps.start);
    this.#writing = this.#try(() => deps.folder?.begin(deps.start.boot));
  }

  /** Writes an observation down and returns it as it stands there: that is what is to be judged. */
  observe(observation: Observation): Observation {
    const told = this.#writer.observe(observation);
    if (this.#writer.due) this.#takeChunk();
    return told;
  }

  /** Writes down what else comes to the judgement, in its turn. */
  note(note: TrackNote): void {
    this.#writer.note(note);
  }

  /** Brings a track to the hub on request, as far as it goes. Returns why not, in one line, or undefined. */
  handle({ boot, expiresAt }: TrackCommand): string | undefined {
    if (this.#deps.clock.now() >= expiresAt) return 'the command has expired';
    if (boot !== this.#deps.start.boot)
      return this.#bring(boot) ? undefined : 'no track of this boot waits here';
    if (this.#ended) return 'this seat writes no track now';
    this.#takeChunk();
    this.#writing = this.#writing.then(() => void this.#bring(boot));
    return undefined;
  }

  /** Writes what is left; the hub is to get the track. */
  async stop(): Promise<void> {
    this.#takeChunk();
    await this.#writing;
    await this.#deps.folder?.end();
    this.#deps.poke();
  }

  #bring(boot: string): boolean {
    if (this.#deps.folder?.want(boot) !== true) return false;
    this.#deps.poke();
    return true;
  }

  #takeChunk(): void {
    const chunk = this.#writer.take();
    this.#writing = this.#writing.then(() =>
      this.#try(async () => this.#deps.folder?.append(frameChunk(await pack(chunk)))),
    );
  }

  /** Does one thing after the other; after the first that fails nothing more is written. */
  async #try(act: () => Promise<void> | undefined): Promise<void> {
    if (this.#ended) return;
    try {
      await act();
    } catch (err) {
      this.#ended = true;
      this.#deps.log.error({ reason: messageOf(err) }, 'track can not be written, the seat goes on without');
    }
  }
}
