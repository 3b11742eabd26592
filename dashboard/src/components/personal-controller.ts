import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PersonalSettings } from '../lib/personal-settings.js';

/** Renders its host again after each change of what somebody turned on. */
export class PersonalController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #settings: () => PersonalSettings | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, settings: () => PersonalSettings | undefined) {
    this.#host = host;
    this.#settings = settings;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#unsubscribe ??= this.#settings()?.subscribe(() => this.#host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }
}
