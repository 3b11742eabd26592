import type { Box } from '@invigil/behaviour';
import type { Frame } from '../lib/frame.js';
import { encodeJpeg } from '../lib/opencv.js';
import type { Snapshot } from './snapshot.js';

/** Wide enough to judge by, small enough to send: about 60 kB. */
const JPEG = { maxWidth: 848, quality: 80 };

/**
 * A frame as evidence and preview want it: it becomes a JPEG at most once, and once more without bystanders; its pixels are given back
 * when `release` was called and no JPEG is being made of them.
 */
export class FrameSnapshot implements Snapshot {
  readonly takenAt: number;
  readonly #frame: Frame;
  readonly #bystanders: readonly Box[] | undefined;
  #jpeg: Promise<Uint8Array> | undefined;
  #blurred: Promise<Uint8Array> | undefined;
  #released = false;

  /** @param bystanders heads of others than the candidate; undefined where nobody looked at the frame, so that none can be hidden */
  constructor(frame: Frame, bystanders: readonly Box[] | undefined) {
    this.#frame = frame;
    this.#bystanders = bystanders;
    this.takenAt = frame.capturedAt;
  }

  readonly encode = (): Promise<Uint8Array> => {
    this.#jpeg ??= this.#encode([]);
    return this.#jpeg;
  };

  readonly encodeBlurred = (): Promise<Uint8Array> => {
    const hidden = this.#bystanders;
    if (hidden === undefined)
      return Promise.reject(new Error('nobody looked at the frame, so none is hidden'));
    if (hidden.length === 0) return this.encode();
    this.#blurred ??= this.#encode(hidden);
    return this.#blurred;
  };

  /** Gives the pixels back as soon as nobody works on them. A JPEG that was made stays. */
  release(): void {
    if (this.#released) return;
    this.#released = true;
    const free = (): void => this.#frame.picture.release();
    const working = [this.#jpeg, this.#blurred].filter((jpeg) => jpeg !== undefined);
    if (working.length === 0) free();
    else void Promise.allSettled(working).then(free);
  }

  #encode(hidden: readonly Box[]): Promise<Uint8Array> {
    if (this.#released) return Promise.reject(new Error('the frame is gone'));
    return encodeJpeg(this.#frame.picture, { ...JPEG, hidden });
  }
}
