import { parseRoute, type Route } from '../lib/route.js';

/** Follows links within the app without loading a page, and the browser's back and forward. */
export class Router {
  readonly #changed: (route: Route) => void;

  constructor(changed: (route: Route) => void) {
    this.#changed = changed;
  }

  start(): void {
    addEventListener('click', (event) => this.#onClick(event));
    addEventListener('popstate', () => this.#show());
    this.#show();
  }

  /** Goes to a page of the app. */
  go(path: string): void {
    history.pushState(null, '', path);
    this.#show();
  }

  #show(): void {
    this.#changed(parseRoute(location.pathname));
  }

  #onClick(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (link === undefined || link.origin !== location.origin) return;
    if (parseRoute(link.pathname).page === 'unknown') return;
    event.preventDefault();
    this.go(link.pathname + link.hash);
  }
}
