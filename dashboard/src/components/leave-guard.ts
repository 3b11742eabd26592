import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { LEAVING } from '../lib/route.js';

/** What stands on a page that is not kept yet. */
type Unkept = {
  isUnkept: () => boolean;
  /** The question to ask before it is lost. */
  question: string;
};

/** Asks before a page is left by a link or the browser's back, closed or loaded again while something on it is not kept. */
export class LeaveGuard implements ReactiveController {
  readonly #unkept: Unkept;

  constructor(host: ReactiveControllerHost, unkept: Unkept) {
    this.#unkept = unkept;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeunload', this.#onUnload);
    addEventListener(LEAVING, this.#onLeaving);
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#onUnload);
    removeEventListener(LEAVING, this.#onLeaving);
  }

  readonly #onUnload = (event: BeforeUnloadEvent): void => {
    if (this.#unkept.isUnkept()) event.preventDefault();
  };

  /** Within the app nothing is unloaded: the same is asked. */
  readonly #onLeaving = (event: Event): void => {
    // eslint-disable-next-line no-alert
    if (this.#unkept.isUnkept() && !confirm(this.#unkept.question)) event.preventDefault();
  };
}
