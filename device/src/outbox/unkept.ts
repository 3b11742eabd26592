import type { EventBody, NotKept } from '@invigil/contract';

/** What could not be stored, until it can be told. In memory: a daemon that ends meanwhile takes it along. */
export class Unkept {
  #lost: NotKept | undefined;

  /** What is to be told before the next event that is stored. */
  get bodies(): EventBody[] {
    return this.#lost === undefined ? [] : [{ type: 'not-kept', notKept: this.#lost }];
  }

  /** Events that happened at `at` (epoch ms) were not stored. */
  note(events: number, at: number): void {
    const { events: before = 0, from = at, to = at } = this.#lost ?? {};
    this.#lost = { events: before + events, from: Math.min(from, at), to: Math.max(to, at) };
  }

  /** It was told. */
  clear(): void {
    this.#lost = undefined;
  }
}
