import type { Clock } from '../lib/clock.js';

/** The newest preview picture of each seat: in memory only, and only for as long as somebody looks. */
export class Previews {
  readonly #clock: Clock;
  readonly #keepMs: number;
  readonly #pictures = new Map<string, { jpeg: Buffer; at: number; forget: NodeJS.Timeout }>();

  /** `keepMs`: how long after a picture the next one may take before it is forgotten. */
  constructor(clock: Clock, keepMs: number) {
    this.#clock = clock;
    this.#keepMs = keepMs;
  }

  /** Takes a seat's newest picture. Returns when it came. */
  put(key: string, jpeg: Buffer): number {
    clearTimeout(this.#pictures.get(key)?.forget);
    const at = this.#clock.now();
    const forget = setTimeout(() => this.#pictures.delete(key), this.#keepMs);
    forget.unref();
    this.#pictures.set(key, { jpeg, at, forget });
    return at;
  }

  get(key: string): Buffer | undefined {
    return this.#pictures.get(key)?.jpeg;
  }

  stop(): void {
    for (const { forget } of this.#pictures.values()) clearTimeout(forget);
    this.#pictures.clear();
  }
}
