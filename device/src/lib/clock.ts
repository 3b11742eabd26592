import { randomBytes } from 'node:crypto';

/** Time, as the daemon sees it. Recorded time can stand in its place. */
export type Clock = {
  /** Milliseconds since 1970, an integer. May jump when the machine's time is set: for stamping only. */
  now(): number;
  /** Milliseconds since some start; never goes back. For durations. */
  monotonic(): number;
  /** Resolves after `ms`, or as soon as `signal` aborts; it never rejects, so a loop asks the signal itself. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(0, ms));
      signal?.addEventListener('abort', done);
    }),
};

type Sleeper = { due: number; wake: () => void };

/** Time that passes only when told to, for tests and for recorded time. */
export class ManualClock implements Clock {
  #epochMs: number;
  #monotonicMs = 0;
  #sleepers: Sleeper[] = [];

  /** @param epochMs what `now()` says at first */
  constructor(epochMs = 1_700_000_000_000) {
    this.#epochMs = epochMs;
  }

  now(): number {
    return Math.round(this.#epochMs);
  }

  monotonic(): number {
    return this.#monotonicMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { due: this.#monotonicMs + Math.max(0, ms), wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', wake);
    });
  }

  /** Lets `ms` pass, waking each sleeper at its own time and letting it run before the next one. */
  async advance(ms: number): Promise<void> {
    const end = this.#monotonicMs + ms;
    await settle();
    for (let next = this.#nextDue(end); next !== undefined; next = this.#nextDue(end)) {
      this.#moveTo(next.due);
      next.wake();
      await settle();
    }
    this.#moveTo(end);
  }

  /** Sets the wall clock, as a time server does; no time passes. */
  setNow(epochMs: number): void {
    this.#epochMs = epochMs;
  }

  #nextDue(end: number): Sleeper | undefined {
    const due = this.#sleepers.filter((sleeper) => sleeper.due <= end);
    return due.toSorted((a, b) => a.due - b.due)[0];
  }

  #moveTo(monotonicMs: number): void {
    this.#epochMs += monotonicMs - this.#monotonicMs;
    this.#monotonicMs = monotonicMs;
  }
}

/** Lets everything run that waits only for promises. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** A name for this run of the daemon: 16 hexadecimal digits, drawn at random (contract: `BootId`). */
export function newBootId(): string {
  return randomBytes(8).toString('hex');
}
