import type { LitElement, ReactiveController } from 'lit';
import { seatKey } from '@invigil/contract';
import type { Services } from '../../components/services.js';

type Place = { room: string; seat: string };

/** What the controller asks of its page. */
export type TracedPage = LitElement & {
  readonly place: Place;
  readonly spanMs: number;
  /** Whether who is signed in may have the seat send pictures. */
  readonly canLook: boolean;
};

/**
 * Lets the hub know that somebody looks at a seat, for as long as its page is open and visible, and loads what was
 * before. What comes live is added by the store.
 */
export class TraceController implements ReactiveController {
  readonly #page: TracedPage;
  readonly #services: () => Services | undefined;
  #begun: Services | undefined;
  #loads = 0;
  #watching = false;

  constructor(page: TracedPage, services: () => Services | undefined) {
    this.#page = page;
    this.#services = services;
    page.addController(this);
  }

  hostUpdate(): void {
    const services = this.#services();
    if (this.#begun === undefined && services !== undefined) {
      this.#begun = services;
      services.store.dispatch({ type: 'trace-opened', key: seatKey(this.#page.place) });
      document.addEventListener('visibilitychange', this.#onVisibility);
    }
    this.#look(!document.hidden);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#look(false);
    this.#begun?.store.dispatch({ type: 'trace-closed', key: seatKey(this.#page.place) });
    this.#begun = undefined;
  }

  /** Begins or ends to watch, where that is something new and allowed. */
  #look(wanted: boolean): void {
    const watch = wanted && this.#page.canLook;
    if (this.#begun === undefined || watch === this.#watching) return;
    this.#watching = watch;
    if (watch) this.#begun.feed.watch(this.#page.place);
    else this.#begun.feed.unwatch(this.#page.place);
  }

  /** Loads the time that the page shows; the answer of an older call is not waited for. */
  async load(): Promise<void> {
    const services = this.#services();
    if (services === undefined) return;
    const { place, spanMs } = this.#page;
    const { store, hub, clock } = services;
    const key = seatKey(place);
    this.#loads += 1;
    const load = this.#loads;
    const to = clock() + store.state.hubAheadMs;
    store.dispatch({ type: 'trace-loading', key });
    try {
      const [timeline, challenges] = await Promise.all([
        hub.timeline(place, to - spanMs, to),
        hub.challenges(place),
      ]);
      store.dispatch({ type: 'trace-loaded', key, timeline, challenges });
    } catch {
      if (load === this.#loads) store.dispatch({ type: 'trace-failed', key });
    }
  }

  readonly #onVisibility = (): void => {
    this.#look(!document.hidden);
    if (!document.hidden) void this.load();
  };
}
