import { IdentityWatch } from './identity-watch.js';
import type { LoadedNet } from '../nets/inference.js';

type IdentitySwitchDeps = {
  /** Loads the net; called when identity is turned on, and not again once it has worked. */
  load: () => Promise<LoadedNet>;
  /** Takes the watch to compare with from now on; undefined: nobody is compared. */
  use: (watch: IdentityWatch | undefined) => void;
  /** Runs a stage and notes how long it took. */
  timed: <T>(stage: string, run: () => Promise<T>) => Promise<T>;
};

/** Turns identity on and off, as the policy says. Off is the beginning, and its net is not even loaded then. */
export class IdentitySwitch {
  readonly #deps: IdentitySwitchDeps;
  #net: LoadedNet | undefined;
  #isOn = false;

  constructor(deps: IdentitySwitchDeps) {
    this.#deps = deps;
  }

  /** Turns it on or off. Whoever was enrolled is forgotten when it changes. Throws what loading the net throws. */
  async set(enabled: boolean): Promise<void> {
    const { load, timed, use } = this.#deps;
    if (enabled === this.#isOn) return;
    this.#isOn = enabled;
    use(undefined);
    if (!enabled) return;
    try {
      this.#net ??= await load();
    } catch (error) {
      this.#isOn = false;
      throw error;
    }
    // It may have been turned off while the net was loaded.
    if (this.#isOn) use(new IdentityWatch({ net: this.#net, timed }));
  }
}
