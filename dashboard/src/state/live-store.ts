import { INITIAL_STATE, reduceLive, type LiveAction, type LiveState } from './live-state.js';

/** Holds the state and tells who listens. */
export class LiveStore {
  #state: LiveState = INITIAL_STATE;
  readonly #listeners = new Set<(state: LiveState, before: LiveState) => void>();

  get state(): LiveState {
    return this.#state;
  }

  dispatch(action: LiveAction): void {
    const before = this.#state;
    this.#state = reduceLive(before, action);
    if (this.#state === before) return;
    for (const listener of this.#listeners) listener(this.#state, before);
  }

  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: (state: LiveState, before: LiveState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
