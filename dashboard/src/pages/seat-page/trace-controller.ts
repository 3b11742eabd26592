import type { LitElement, ReactiveController } from 'lit';
import { seatKey } from '@invigil/contract';
import { loadIncidents, loadTalk } from '../../api/seat-api.js';
import type { Services } from '../../components/services.js';

/** The longest exam, and some. */
const LONGEST_MS = 12 * 3_600_000;
const RECENT_MS = 3_600_000;

type Place = { room: string; seat: string };

/** What the controller asks of its page. */
export type TracedPage = LitElement & {
  readonly place: Place;
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

  /** Loads the session; the answer of an older call is not waited for. */
  async load(): Promise<void> {
    const services = this.#services();
    if (services === undefined) return;
    const { place } = this.#page;
    const { store, hub, clock } = services;
    const key = seatKey(place);
    this.#loads += 1;
    const load = this.#loads;
    const to = clock() + store.state.hubAheadMs;
    store.dispatch({ type: 'trace-loading', key });
    try {
      const from = to - LONGEST_MS;
      const [recent, whole, challenges, talk, incidents, analysis] = await Promise.all([
        hub.timeline(place, to - RECENT_MS, to),
        hub.timeline(place, from, to),
        hub.challenges(place),
        loadTalk(hub, place),
        loadIncidents(hub, place, from),
        hub.analysis(place, from, to),
      ]);
      const { minutes } = analysis;
      store.dispatch({ type: 'trace-loaded', key, timeline: whole, challenges, talk, incidents, minutes });
      // The long time comes in slices; the last hour in full.
      store.dispatch({ type: 'trace-loaded', key, timeline: recent, challenges, talk, incidents, minutes });
    } catch {
      if (load === this.#loads) store.dispatch({ type: 'trace-failed', key });
    }
  }

  readonly #onVisibility = (): void => {
    this.#look(!document.hidden);
    if (!document.hidden) void this.load();
  };
}
