/** A gap between two observations counts as this much at most: nobody knows what happened in the rest of it. */
const LONGEST_STEP_MS = 1000;
/** A gap or a step back longer than this breaks the record: what is open ends before it. */
export const BREAK_MS = 10_000;

/** One point in time, on both clocks. */
export type Moment = {
  /** Epoch ms by the camera's clock. Steps back only where that clock was set back by more than `BREAK_MS`. */
  at: number;
  /** Ms that have passed since the first observation. Never steps back; every duration is measured with it. */
  elapsedMs: number;
};

/** A moment and how it follows the one before. */
export type Tick = Moment & {
  /** Watched time since the tick before, 0–1000 ms. */
  stepMs: number;
  /** The record was interrupted before this tick, or its clock was set. */
  broken: boolean;
};

/** Turns capture times, which may jump or stand still, into steady ticks. */
export class Timeline {
  #lastCapture: number | null = null;
  #at = 0;
  #elapsedMs = 0;

  /** @param capturedAt epoch ms */
  tick(capturedAt: number): Tick {
    const raw = this.#lastCapture === null ? 0 : capturedAt - this.#lastCapture;
    this.#lastCapture = capturedAt;
    const broken = Math.abs(raw) > BREAK_MS;
    const stepMs = broken ? 0 : Math.min(LONGEST_STEP_MS, Math.max(0, raw));
    // How long a clock that was set back has really run can't be known; a break is the least that is certain to be over.
    this.#elapsedMs += broken ? Math.max(BREAK_MS, raw) : stepMs;
    const at = Math.round(capturedAt);
    this.#at = broken ? at : Math.max(this.#at, at);
    return { at: this.#at, elapsedMs: this.#elapsedMs, stepMs, broken };
  }
}
