import type { ClientMessage } from '@invigil/contract';

type Kept = { message: ClientMessage; at: number };

/** What can't be told now, in its order, up to a bound in number and age; the oldest goes first. */
export class Waiting {
  readonly #most: number;
  readonly #oldestMs: number;
  #kept: Kept[] = [];
  #dropped = 0;

  /**
   * @param most messages that are kept
   * @param oldestMs how old they may get, ms
   */
  constructor(most = 500, oldestMs = 3_600_000) {
    this.#most = most;
    this.#oldestMs = oldestMs;
  }

  /** How many were dropped since the last `take`. */
  get dropped(): number {
    return this.#dropped;
  }

  put(message: ClientMessage, now: number): void {
    this.#kept.push({ message, at: now });
    if (this.#kept.length <= this.#most) return;
    this.#kept.shift();
    this.#dropped++;
  }

  /** All that wait and are not too old. Nothing waits after it. */
  take(now: number): ClientMessage[] {
    const kept = this.#kept.filter(({ at }) => now - at <= this.#oldestMs);
    this.#kept = [];
    this.#dropped = 0;
    return kept.map(({ message }) => message);
  }
}
