/** A door that is open or shut, and at which others wait. */
export class Gate {
  #open: boolean;
  readonly #waiting = new Set<() => void>();
  #shutting = new AbortController();

  constructor(open: boolean) {
    this.#open = open;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Aborts when the gate is shut the next time; aborted already while it is shut. */
  get shut(): AbortSignal {
    return this.#open ? this.#shutting.signal : AbortSignal.abort();
  }

  /** Opens or shuts it. */
  set(open: boolean): void {
    if (open === this.#open) return;
    this.#open = open;
    if (open) {
      this.#shutting = new AbortController();
      for (const wake of this.#waiting) wake();
    } else {
      this.#shutting.abort();
    }
  }

  /** Resolves once the gate is open, or as soon as `signal` aborts; it never rejects. */
  async pass(signal: AbortSignal): Promise<void> {
    if (this.#open || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done);
    });
  }
}
