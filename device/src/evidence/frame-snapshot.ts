import type { Frame } from '../lib/frame.js';
import { encodeJpeg } from '../lib/opencv.js';
import type { Snapshot } from './snapshot.js';

/** Wide enough to judge by, small enough to send: about 60 kB. */
const JPEG = { maxWidth: 848, quality: 80 };

/**
 * A frame as evidence and preview want it: it becomes a JPEG at most once, and its pixels are given back when
 * `release` was called and no JPEG is being made of them.
 */
export class FrameSnapshot implements Snapshot {
  readonly takenAt: number;
  readonly #frame: Frame;
  #jpeg: Promise<Uint8Array> | undefined;
  #released = false;

  constructor(frame: Frame) {
    this.#frame = frame;
    this.takenAt = frame.capturedAt;
  }

  readonly encode = (): Promise<Uint8Array> => {
    if (this.#jpeg === undefined && this.#released) return Promise.reject(new Error('the frame is gone'));
    this.#jpeg ??= encodeJpeg(this.#frame.picture, JPEG);
    return this.#jpeg;
  };

  /** Gives the pixels back as soon as nobody works on them. A JPEG that was made stays. */
  release(): void {
    if (this.#released) return;
    this.#released = true;
    const free = (): void => this.#frame.picture.release();
    if (this.#jpeg === undefined) free();
    else void this.#jpeg.then(free, free);
  }
}
