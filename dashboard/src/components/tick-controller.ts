import type { LitElement, ReactiveController } from 'lit';

const TICK_MS = 1000;

/** Renders its host once a second, for what shows a time that runs. */
export class TickController implements ReactiveController {
  readonly #host: LitElement;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.#host.requestUpdate(), TICK_MS);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}
