import type { ReactiveController, ReactiveControllerHost } from 'lit';

const STANDARD_MS = 10_000;

/** Reads what no live feed tells anew, while its host is shown and the page is looked at, and at once when somebody comes back to it. */
export class RenewController implements ReactiveController {
  readonly #renew: () => Promise<void>;
  readonly #everyMs: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, renew: () => Promise<void>, everyMs = STANDARD_MS) {
    this.#renew = renew;
    this.#everyMs = everyMs;
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(this.#onTurn, this.#everyMs);
    document.addEventListener('visibilitychange', this.#onTurn);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#onTurn);
  }

  readonly #onTurn = (): void => {
    if (!document.hidden) void this.#renew();
  };
}
