import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Hears keys wherever the focus is, as long as its host stands on the page. */
export class KeysController implements ReactiveController {
  readonly #act: (event: KeyboardEvent) => void;

  constructor(host: ReactiveControllerHost, act: (event: KeyboardEvent) => void) {
    this.#act = act;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('keydown', this.#act);
  }

  hostDisconnected(): void {
    removeEventListener('keydown', this.#act);
  }
}
