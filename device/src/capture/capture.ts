import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import type { Gate } from '../lib/gate.js';
import type { Log } from '../lib/log.js';
import type { VideoFormat } from '../lib/opencv.js';
import type { LatestFrame } from './latest-frame.js';
import type { PictureSource } from './picture-source.js';

const BACK_OFF_MS = { first: 500, most: 10_000 };

type CaptureDeps = {
  open: () => Promise<PictureSource>;
  /** Whether the source starts again at its end; else the capture is over. */
  startsAgain: boolean;
  slot: LatestFrame;
  /** Open while the source may be; it is closed as soon as this shuts. */
  gate: Gate;
  clock: Clock;
  log: Log;
  /** Told when the source was opened and what it gives, and null when it was lost. */
  onGranted: (granted: VideoFormat | null) => void;
};

/** Reads a source into the slot while it may be open, and opens it again, with back-off, whenever it is lost. */
export class Capture {
  readonly #deps: CaptureDeps;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  #frames = 0;
  #virtual: boolean | undefined;

  constructor(deps: CaptureDeps) {
    this.#deps = deps;
  }

  /** Frames read since the start. */
  get frames(): number {
    return this.#frames;
  }

  /** Whether the source that was opened last is a camera made of software; undefined where that is not known. */
  get virtual(): boolean | undefined {
    return this.#virtual;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Resolves when the source is closed: after `stop`, or at the end of a film that is played once. */
  async finished(): Promise<void> {
    await this.#running;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock, gate, log, onGranted, startsAgain } = this.#deps;
    const { signal } = this.#stop;
    let backOffMs = BACK_OFF_MS.first;
    let told = '';
    for (;;) {
      await gate.pass(signal);
      if (signal.aborted) return;
      const readBefore = this.#frames;
      try {
        await this.#readAll();
      } catch (error) {
        const message = messageOf(error);
        // Told once, however often it is tried.
        if (message !== told) log.error({ err: error }, 'camera not available, trying again');
        told = message;
        onGranted(null);
      }
      if (!gate.isOpen) {
        told = '';
        onGranted(null);
        continue;
      }
      if (this.#frames > readBefore) {
        told = '';
        backOffMs = BACK_OFF_MS.first;
        if (!startsAgain) return;
      } else {
        await clock.sleep(backOffMs, signal);
        backOffMs = Math.min(backOffMs * 2, BACK_OFF_MS.most);
      }
    }
  }

  async #readAll(): Promise<void> {
    const { clock, gate, onGranted, open, slot } = this.#deps;
    const signal = AbortSignal.any([this.#stop.signal, gate.shut]);
    const source = await open();
    try {
      // Known before it is announced: the birth message tells it.
      this.#virtual = source.virtual;
      onGranted(source.granted);
      while (!signal.aborted) {
        const picture = await source.next(signal);
        if (picture === undefined) return;
        if (gate.shut.aborted) {
          picture.release();
          return;
        }
        slot.put({ picture, capturedAt: clock.now(), seq: ++this.#frames });
      }
    } finally {
      source.close();
    }
  }
}
