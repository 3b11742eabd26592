/** Longest time between two ticks of an extension host that keeps up, ms. They are wanted every 250 ms. */
const ON_TIME_MS = 400;

/**
 * Whether editor and machine keep up, so that slowness is not taken for an act. The window is asked something that means nothing: its answers come
 * in line with all else that it says, so that what has not come before an answer was not said before it.
 */
export class Pace {
  readonly #ask: () => PromiseLike<unknown>;
  #ticked: number | undefined;
  #isAsked = false;
  #isWaiting = false;
  #answers = 0;

  /** @param ask asks the editor’s window, and holds until it has answered */
  constructor(ask: () => PromiseLike<unknown>) {
    this.#ask = ask;
  }

  /** Answers so far. Once there is another than when something came, all is here that the window said together with it. */
  get answers(): number {
    return this.#answers;
  }

  /** For how long what comes now may have waited at most, ms. */
  waited(now: number): number {
    return this.#ticked === undefined ? 0 : Math.max(0, now - this.#ticked);
  }

  /**
   * To be called about four times a second.
   * @param asks whether somebody waits for an answer
   * @returns the time since the last tick if it was in time and the window answered what it was asked then, else 0; ms
   */
  tick(now: number, asks: boolean): number {
    const gapMs = now - (this.#ticked ?? now);
    const keptUp = this.#isAsked && !this.#isWaiting && gapMs <= ON_TIME_MS;
    this.#ticked = now;
    this.#isAsked = asks;
    if (asks && !this.#isWaiting) {
      this.#isWaiting = true;
      // A question that failed was answered too.
      void this.#ask().then(this.#answered, this.#answered);
    }
    return keptUp ? gapMs : 0;
  }

  readonly #answered = (): void => {
    this.#isWaiting = false;
    this.#answers++;
  };
}
