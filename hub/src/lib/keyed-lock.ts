/** Has what is done under one key be done one after the other, and what is under others at the same time. */
export class KeyedLock {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const done = (this.#last.get(key) ?? Promise.resolve()).then(work);
    const quiet = done.catch(() => undefined);
    this.#last.set(key, quiet);
    try {
      return await done;
    } finally {
      if (this.#last.get(key) === quiet) this.#last.delete(key);
    }
  }
}
