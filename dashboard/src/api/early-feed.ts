import type { OpenSocket, Socket, SocketEvents } from './socket.js';
import { urls } from './urls.js';

type EarlyFeedDeps = {
  fetch: (url: string, init?: RequestInit) => Promise<Response>;
  openSocket: OpenSocket;
  /** Address of the live feed. */
  feedUrl: string;
};

/** What a socket told, to be told again. */
type Told = (events: SocketEvents) => void;

/**
 * Asks who is signed in and opens the live feed while the app is still being read: the hub answers meanwhile. Both are handed to the app once,
 * and whatever came until then in the order in which it came.
 */
export class EarlyFeed {
  readonly #deps: EarlyFeedDeps;
  #me: Promise<Response> | undefined;
  #socket: Socket | undefined;
  #told: Told[] = [];
  /** Who listens; until then what is told is kept. */
  #events: SocketEvents | undefined;

  constructor(deps: EarlyFeedDeps) {
    this.#deps = deps;
  }

  /** Begins. What fails here fails again where the app asks, which says so. */
  async begin(): Promise<void> {
    const me = this.#deps.fetch(urls.me, { headers: { accept: 'application/json' } });
    this.#me = me;
    const answer = await me
      .then((response) => (response.ok ? response.clone().json() : null))
      .catch(() => null);
    // Nothing of a room is for an auditor: the hub would refuse it, and write that down.
    if (!mayWatch(answer) || this.#me === undefined) return;
    this.#socket = this.#deps.openSocket(this.#deps.feedUrl, {
      opened: () => this.#tell((events) => events.opened()),
      text: (text) => this.#tell((events) => events.text(text)),
      closed: () => this.#tell((events) => events.closed()),
    });
  }

  /** As `fetch`: the first answer to who is signed in is the one that was asked for early. */
  readonly fetch: EarlyFeedDeps['fetch'] = (url, init) => {
    const me = url === urls.me ? this.#me : undefined;
    if (me === undefined) return this.#deps.fetch(url, init);
    this.#me = undefined;
    return me;
  };

  /** The first socket is the one that was opened early, where it was; each later one is new. */
  readonly openSocket: OpenSocket = (url, events) => {
    const socket = this.#socket;
    if (socket === undefined) return this.#deps.openSocket(url, events);
    this.#socket = undefined;
    // Whoever opens a socket is told nothing before it has it.
    queueMicrotask(() => {
      this.#events = events;
      for (const tell of this.#told.splice(0)) tell(events);
    });
    return socket;
  };

  #tell(told: Told): void {
    if (this.#events === undefined) this.#told.push(told);
    else told(this.#events);
  }
}

function mayWatch(me: unknown): boolean {
  return typeof me === 'object' && me !== null && 'role' in me && me.role !== 'auditor';
}
