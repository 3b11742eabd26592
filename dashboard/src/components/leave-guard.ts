import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { parseRoute } from '../lib/route.js';

/** What stands on a page that is not kept yet. */
type Unkept = {
  isUnkept: () => boolean;
  /** The question to ask before it is lost. */
  question: string;
};

/** Asks before a page is left by a link, closed or loaded again while something on it is not kept. */
export class LeaveGuard implements ReactiveController {
  readonly #unkept: Unkept;

  constructor(host: ReactiveControllerHost, unkept: Unkept) {
    this.#unkept = unkept;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeunload', this.#onUnload);
    // Before the router hears of it.
    addEventListener('click', this.#onClick, true);
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#onUnload);
    removeEventListener('click', this.#onClick, true);
  }

  readonly #onUnload = (event: BeforeUnloadEvent): void => {
    if (this.#unkept.isUnkept()) event.preventDefault();
  };

  /** Within the app nothing is unloaded: the same is asked. */
  readonly #onClick = (event: MouseEvent): void => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (link === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.origin !== location.origin || parseRoute(link.pathname).page === 'unknown') return;
    // eslint-disable-next-line no-alert
    if (this.#unkept.isUnkept() && !confirm(this.#unkept.question)) event.preventDefault();
  };
}
