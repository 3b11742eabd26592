import { LEAVING, parseRoute, type Route } from '../lib/route.js';

/** Follows links within the app without loading a page, and the browser's back and forward. */
export class Router {
  readonly #changed: (route: Route) => void;
  /** Path of the page that is shown. */
  #path = '';

  constructor(changed: (route: Route) => void) {
    this.#changed = changed;
  }

  start(): void {
    addEventListener('click', (event) => this.#onClick(event));
    addEventListener('popstate', () => this.#onMoved());
    this.#show();
  }

  /** Goes to a page of the app. */
  go(path: string): void {
    history.pushState(null, '', path);
    this.#show();
  }

  #show(): void {
    this.#path = location.pathname;
    this.#changed(parseRoute(location.pathname));
  }

  /** The browser went back or forward already: where the page is not to be left, it is put in front again. */
  #onMoved(): void {
    if (location.pathname === this.#path || mayLeave()) this.#show();
    else history.pushState(null, '', this.#path);
  }

  #onClick(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (link === undefined || link.origin !== location.origin) return;
    if (parseRoute(link.pathname).page === 'unknown') return;
    event.preventDefault();
    if (mayLeave()) this.go(link.pathname + link.hash);
  }
}

function mayLeave(): boolean {
  return dispatchEvent(new Event(LEAVING, { cancelable: true }));
}
