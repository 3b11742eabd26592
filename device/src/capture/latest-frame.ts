import type { Frame } from '../lib/frame.js';

/**
 * A slot for one frame. A newer frame takes the place of one that nobody fetched, so whoever is slow sees the present,
 * never a backlog. Who fetches a frame owns it; a frame that nobody fetched is released.
 */
export class LatestFrame {
  #frame: Frame | undefined;
  #waiting: ((frame: Frame) => void) | undefined;
  #dropped = 0;

  /** Frames replaced before anybody fetched them, since the start. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Puts the newest frame into the slot. */
  put(frame: Frame): void {
    const waiting = this.#waiting;
    if (waiting !== undefined) {
      waiting(frame);
      return;
    }
    if (this.#frame !== undefined) {
      this.#dropped++;
      this.#frame.picture.release();
    }
    this.#frame = frame;
  }

  /** Releases a frame that nobody fetched. */
  clear(): void {
    this.#frame?.picture.release();
    this.#frame = undefined;
  }

  /**
   * The newest frame, as soon as there is one; undefined where none comes within `withinMs`, or once `signal` aborts.
   * One caller at a time.
   */
  async take(withinMs: number, signal: AbortSignal): Promise<Frame | undefined> {
    const frame = this.#frame;
    this.#frame = undefined;
    if (frame !== undefined || signal.aborted) return frame;
    return new Promise((resolve) => {
      const done = (next: Frame | undefined): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        this.#waiting = undefined;
        resolve(next);
      };
      const giveUp = (): void => done(undefined);
      const timer = setTimeout(giveUp, withinMs);
      signal.addEventListener('abort', giveUp);
      this.#waiting = done;
    });
  }
}
