import type { HubClaim, HubPresence } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';

/** What follows when a claim changes. */
export type ClaimActs = {
  /**
   * This hub serves the room from now on. `alone`: nobody else has since it served the room the last time, so that what it read when it started is still so. It is told a second
   * time, not alone, where somebody else turns out to have been there.
   */
  claimed(room: string, alone: boolean): void;
  /** Another hub took it over: this one must leave its seats alone. */
  yielded(room: string, by: HubClaim): void;
  /** Another hub serves it: this one waits until that is gone. */
  refused(room: string, by: HubClaim): void;
  /** Somebody's words stand where this hub's must: say again that it is there. */
  spokenOver(room: string): void;
};

type RoomState = { is: 'unknown' } | { is: 'mine'; claim: HubClaim } | { is: 'other'; claim: HubClaim };

/**
 * Which hub of a centre serves which room, by what stands retained on each room's `hub/state`. Of two that claim one room the later claim
 * holds, so that never both stay: a hub claims only what nobody holds, unless it was told to take over.
 */
export class RoomClaims {
  readonly #hub: string;
  readonly #clock: Clock;
  readonly #takeOver: boolean;
  readonly #acts: ClaimActs;
  readonly #rooms: Map<string, RoomState>;
  /** Who else said last that it is there, by room. */
  readonly #others = new Map<string, HubClaim>();
  /** Rooms of which this hub's own words of before stood at the broker, and those of which others' did. */
  readonly #ownWords = new Set<string>();
  readonly #otherWords = new Set<string>();

  constructor(deps: {
    /** Id of this hub. */
    hub: string;
    rooms: readonly string[];
    clock: Clock;
    /** Claim what another hub holds, once. */
    takeOver: boolean;
    acts: ClaimActs;
  }) {
    this.#hub = deps.hub;
    this.#clock = deps.clock;
    this.#takeOver = deps.takeOver;
    this.#acts = deps.acts;
    this.#rooms = new Map(deps.rooms.map((room) => [room, { is: 'unknown' }]));
  }

  serves(room: string): boolean {
    return this.#rooms.get(room)?.is === 'mine';
  }

  /** The claim under which this hub serves a room; undefined where it does not. */
  claimOf(room: string): HubClaim | undefined {
    const state = this.#rooms.get(room);
    return state?.is === 'mine' ? state.claim : undefined;
  }

  /** A hub said of a room whether it is there. Hubs of before 2026-11-30 say not who they are, and take no part. */
  hear(room: string, { hub, online }: HubPresence): void {
    const state = this.#rooms.get(room);
    if (state === undefined) return;
    if (hub?.id === this.#hub) {
      this.#ownWords.add(room);
      return;
    }
    const wasAlone = state.is === 'mine' && this.#isAlone(room);
    this.#otherWords.add(room);
    if (hub === undefined) return;
    if (online) this.#others.set(room, hub);
    else if (this.#others.get(room)?.id === hub.id) this.#others.delete(room);
    if (state.is === 'mine') {
      if (!online || !isLater(hub, state.claim)) {
        // A later claim that has ended: that hub came and went while this one heard nothing.
        if (wasAlone || isLater(hub, state.claim)) this.#acts.claimed(room, false);
        return this.#acts.spokenOver(room);
      }
      this.#rooms.set(room, { is: 'other', claim: hub });
      return this.#acts.yielded(room, hub);
    }
    if (state.is === 'other') {
      if (online) this.#rooms.set(room, { is: 'other', claim: hub });
      else if (!this.#others.has(room)) this.#claim(room);
    }
  }

  /** Everything that stood at the broker was heard: decides about the rooms of which nothing is decided. */
  settle(): void {
    for (const [room, state] of this.#rooms) {
      if (state.is !== 'unknown') continue;
      const other = this.#others.get(room);
      if (other === undefined || this.#takeOver) this.#claim(room);
      else {
        this.#rooms.set(room, { is: 'other', claim: other });
        this.#acts.refused(room, other);
      }
    }
  }

  #claim(room: string): void {
    // Later than the one that it takes over, whatever the two clocks say.
    const since = Math.max(this.#clock.now(), (this.#others.get(room)?.since ?? 0) + 1);
    this.#rooms.set(room, { is: 'mine', claim: { id: this.#hub, since } });
    this.#acts.claimed(room, this.#isAlone(room));
  }

  /** Only with its own words: where nothing stands at the broker, that may have forgotten another hub. */
  #isAlone(room: string): boolean {
    return this.#ownWords.has(room) && !this.#otherWords.has(room);
  }
}

function isLater(one: HubClaim, other: HubClaim): boolean {
  return one.since > other.since || (one.since === other.since && one.id > other.id);
}
