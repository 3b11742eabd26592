/** How long one task may draw, ms. A key or a press waits no longer than that, and the browser's own part comes on top. */
const BUDGET_MS = 12;

/** Spreads the drawing of many components over short tasks, in the order in which they asked. */
export class ShortTasks {
  readonly #waiting: (() => void)[] = [];

  /** Draws now, or in one of the next tasks. Fulfilled once it is drawn; rejected where drawing fails. */
  run(draw: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        try {
          draw();
          resolve();
        } catch (cause) {
          reject(cause instanceof Error ? cause : new Error(String(cause)));
        }
      });
      if (this.#waiting.length === 1) setTimeout(this.#drain);
    });
  }

  readonly #drain = (): void => {
    const until = performance.now() + BUDGET_MS;
    // The one that is drawn stays in the list meanwhile: whoever asks then does not begin a second round.
    while (this.#waiting.length > 0 && performance.now() < until) {
      this.#waiting[0]?.();
      this.#waiting.shift();
    }
    if (this.#waiting.length > 0) setTimeout(this.#drain);
  };
}
