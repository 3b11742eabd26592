import type {
  Challenge,
  Hand,
  Incident,
  IncidentBefore,
  LiveChange,
  LiveFrame,
  MinuteAnalysis,
  Risk,
  SeatMessage,
  SeatNote,
  Signal,
} from '@invigil/contract';
import { seatKey } from '@invigil/contract';
import type { LiveConnection, LiveFeedPort, LiveSocket, Viewer } from '../http/live-socket.js';
import type { Clock } from '../lib/clock.js';
import type { Board } from './board.js';
import { IncidentChanges } from './incident-changes.js';
import { LivePage } from './live-page.js';

export type LiveFeedDeps = {
  centre: string;
  board: Board;
  clock: Clock;
  /** Since when the store is away, epoch ms; null: it is not. Left out: it never is. */
  storeAwaySince?: () => number | null;
  /** Called when somebody begins to look at a seat, and again and again while they do. */
  onLook: (key: string, user: string) => void;
  /** Changes that come within this time go out together, ms. */
  coalesceMs?: number;
  /** How often a page hears that the hub is there, ms. */
  heartbeatMs?: number;
  /** Called when it is told what became of a cue. */
  onJudged?: (key: string, challenge: Challenge) => void;
  /** How often {@link LiveFeedDeps.onLook} is called while somebody looks, ms. */
  renewMs: number;
};

/** Sends what changes to every page that is open: a snapshot first, then numbered deltas. */
export class LiveFeed implements LiveFeedPort {
  readonly #deps: LiveFeedDeps;
  readonly #pages = new Set<LivePage>();
  readonly #seats = new Set<string>();
  readonly #rooms = new Set<string>();
  readonly #incidents = new IncidentChanges();
  #flushTimer: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #renewal: NodeJS.Timeout | undefined;

  constructor(deps: LiveFeedDeps) {
    this.#deps = deps;
  }

  /** How many pages are open. */
  get pages(): number {
    return this.#pages.size;
  }

  start(): void {
    this.#heartbeat = setInterval(() => {
      this.flush();
    }, this.#deps.heartbeatMs ?? 2000);
    this.#renewal = setInterval(() => {
      for (const page of this.#pages) {
        for (const key of page.watched()) this.#deps.onLook(key, page.viewer.name);
      }
    }, this.#deps.renewMs);
  }

  stop(): void {
    clearInterval(this.#heartbeat);
    clearInterval(this.#renewal);
    clearTimeout(this.#flushTimer);
    this.#pages.clear();
  }

  connect(socket: LiveSocket, viewer: Viewer): LiveConnection {
    const page = new LivePage(socket, viewer);
    this.#pages.add(page);
    page.snapshot((n) => this.#snapshot(n));
    return {
      watch: (place) => {
        const key = seatKey(place);
        if (this.#deps.board.seat(key) === undefined) return;
        page.watch(key);
        this.#deps.onLook(key, viewer.name);
      },
      unwatch: (place) => {
        page.unwatch(seatKey(place));
      },
      refuse: (change) => {
        if (page.tell(change)) this.#soon();
      },
      close: () => {
        this.#pages.delete(page);
      },
    };
  }

  /** A seat's tile changed. */
  seat(key: string): void {
    this.#seats.add(key);
    this.#soon();
  }

  /** A room was planned anew, and with it each of its seats. */
  room(name: string): void {
    const { board } = this.#deps;
    this.#rooms.add(name);
    for (const key of board.keys()) if (board.seat(key)?.seat.room === name) this.#seats.add(key);
    this.#soon();
  }

  incident(incident: Incident, before: IncidentBefore | null): void {
    this.#incidents.put(incident, before);
    this.#soon();
  }

  /** An incident is no more. `into`: the one that it became part of. */
  incidentRemoved(place: { room: string; seat: string }, id: string, into: string | undefined): void {
    this.#incidents.remove(place, id, into);
    this.#soon();
  }

  risk(place: { room: string; seat: string }, at: number, risk: Risk): void {
    this.#detail(place, { type: 'risk', room: place.room, seat: place.seat, at, risk });
  }

  signal(place: { room: string; seat: string }, signal: Signal): void {
    this.#detail(place, { type: 'signal', room: place.room, seat: place.seat, signal });
  }

  challenge(place: { room: string; seat: string }, challenge: Challenge): void {
    this.#deps.onJudged?.(seatKey(place), challenge);
    this.#detail(place, { type: 'challenge', room: place.room, seat: place.seat, challenge });
  }

  analysis(place: { room: string; seat: string }, minute: MinuteAnalysis): void {
    this.#detail(place, { type: 'analysis', room: place.room, seat: place.seat, minute });
  }

  note({ room, seat }: { room: string; seat: string }, note: SeatNote): void {
    this.#detail({ room, seat }, { type: 'note', room, seat, note });
  }

  message({ room, seat }: { room: string; seat: string }, message: SeatMessage): void {
    this.#detail({ room, seat }, { type: 'message', room, seat, message });
  }

  hand({ room, seat }: { room: string; seat: string }, hand: Hand): void {
    this.#detail({ room, seat }, { type: 'hand', room, seat, hand });
  }

  preview(place: { room: string; seat: string }, at: number): void {
    this.#detail(place, { type: 'preview', room: place.room, seat: place.seat, at });
  }

  /** Sends what has gathered; with nothing gathered, that the hub is there. */
  flush(): void {
    clearTimeout(this.#flushTimer);
    this.#flushTimer = undefined;
    const at = this.#deps.clock.now();
    const changes: LiveChange[] = [];
    if (this.#rooms.size > 0)
      for (const room of this.#deps.board.rooms)
        if (this.#rooms.has(room.room)) changes.push({ type: 'room', room });
    for (const key of this.#seats) {
      const seat = this.#deps.board.view(key, at);
      if (seat !== undefined) changes.push({ type: 'seat', seat });
    }
    changes.push(...this.#incidents.take());
    const said = this.#store();
    for (const page of this.#pages) page.delta({ at, ...said }, changes, (n) => this.#snapshot(n));
    this.#rooms.clear();
    this.#seats.clear();
  }

  #detail(place: { room: string; seat: string }, change: LiveChange): void {
    const key = seatKey(place);
    for (const page of this.#pages) {
      if (page.add(key, change)) this.#soon();
    }
  }

  #soon(): void {
    this.#flushTimer ??= setTimeout(() => {
      this.flush();
    }, this.#deps.coalesceMs ?? 50);
  }

  #snapshot(n: number): Extract<LiveFrame, { type: 'snapshot' }> {
    const { board, centre } = this.#deps;
    const at = this.#deps.clock.now();
    const seats = board.keys().flatMap((key) => board.view(key, at) ?? []);
    return {
      type: 'snapshot',
      v: 1,
      n,
      at,
      centre,
      rooms: board.rooms,
      seats,
      incidents: board.incidents(at),
      ...this.#store(),
    };
  }

  #store(): { storeAwaySince?: number } {
    const since = this.#deps.storeAwaySince?.() ?? null;
    return since === null ? {} : { storeAwaySince: since };
  }
}
