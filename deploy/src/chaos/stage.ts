import { setTimeout as sleep } from 'node:timers/promises';
import type { SmallDisk } from './disk.js';
import type { Postgres } from '../room/postgres.js';
import type { HubChild } from './hub-child.js';
import type { HubStore } from './hub-store.js';
import type { LinkProxy } from './link-proxy.js';
import type { SeatsChild } from './seats-child.js';
import type { SeatsState, Unruliness } from './seats-words.js';

/** Some messages come twice or late at all times. */
const USUAL: Unruliness = { twice: 0.02, swapped: 0.01, swallowed: 0, deaf: 0 };
/** How long all must stand still to be called settled, ms: a seat that is back asks within this time. */
const SETTLED_MS = 2000;

/** Everything that a fault can touch. */
export class Stage {
  readonly hub: HubChild;
  readonly processes: readonly SeatsChild[];
  readonly proxy: LinkProxy;
  readonly seats: number;
  readonly hubStore: HubStore;
  readonly hubLog: string;
  readonly random: () => number;
  /** Why there is none, where it is a text. */
  readonly disks: { hub: SmallDisk | string; seats: SmallDisk | string };
  /** Another broker in place of the hub's own. */
  readonly broker: { kill(): Promise<void>; start(): Promise<void> } | undefined;
  /** The database in the place of the hub's file. */
  readonly postgres: Postgres | undefined;
  /** Everything is to end. */
  readonly stopping: AbortSignal;
  #mark = 0;
  #upTo = 0;

  constructor(
    parts: Pick<
      Stage,
      | 'hub'
      | 'processes'
      | 'proxy'
      | 'seats'
      | 'hubStore'
      | 'hubLog'
      | 'random'
      | 'disks'
      | 'broker'
      | 'postgres'
      | 'stopping'
    >,
  ) {
    this.hub = parts.hub;
    this.processes = parts.processes;
    this.proxy = parts.proxy;
    this.seats = parts.seats;
    this.hubStore = parts.hubStore;
    this.hubLog = parts.hubLog;
    this.random = parts.random;
    this.disks = parts.disks;
    this.broker = parts.broker;
    this.postgres = parts.postgres;
    this.stopping = parts.stopping;
  }

  /** What the seats say, together. */
  get state(): Pick<SeatsState, 'told' | 'waiting' | 'refused' | 'online'> & { full: boolean } {
    const states = this.processes.map(({ state }) => state);
    const sum = (of: (state: SeatsState) => number): number => states.reduce((all, one) => all + of(one), 0);
    return {
      told: sum(({ told }) => told),
      waiting: sum(({ waiting }) => waiting),
      refused: sum(({ refused }) => refused),
      online: sum(({ online }) => online),
      full: states.every(({ full, upTo }) => full && upTo === this.#upTo),
    };
  }

  /** Lets every seat tell up to so many events, since the campaign began. */
  tell(upTo: number): void {
    this.#upTo = upTo;
    this.#say(upTo);
  }

  /** Lets no seat tell anything until {@link goOn}. */
  pause(): void {
    this.#say(0);
  }

  goOn(): void {
    this.#say(this.#upTo);
  }

  #say(upTo: number): void {
    for (const one of this.processes) one.say({ type: 'tell', upTo });
  }

  unruly(unruliness: Unruliness = USUAL): void {
    for (const one of this.processes) one.say({ type: 'unruly', unruliness });
  }

  /** A whole number of ms between two. */
  between(least: number, most: number): number {
    return Math.round(least + this.random() * (most - least));
  }

  /** How long it takes from now on until each seat has the hub's ear and the hub all that was told until now, ms. */
  async recovers(withinMs: number): Promise<number> {
    const from = performance.now();
    this.#mark += 1;
    for (const one of this.processes) one.say({ type: 'mark', mark: this.#mark });
    const isDone = ({ state }: SeatsChild): boolean => state.marked === this.#mark && state.recovered;
    await this.until('the hub has what was told', () => this.processes.every(isDone), withinMs);
    return performance.now() - from;
  }

  /** How long it takes from now on until nothing waits any more and nothing begins to wait again, ms. Nobody may tell meanwhile. */
  async settles(withinMs: number): Promise<number> {
    const from = performance.now();
    let since = Infinity;
    await this.until(
      'nothing waits',
      () => {
        const { online, waiting } = this.state;
        if (online < this.seats || waiting > 0) since = Infinity;
        else since = Math.min(since, performance.now());
        return performance.now() - since > SETTLED_MS;
      },
      withinMs,
    );
    return since - from;
  }

  /** Waits until something is so. Throws an Error where it is not within the time, or where a process has ended by itself. */
  async until(what: string, holds: () => boolean, withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (!holds()) {
      this.stopping.throwIfAborted();
      for (const one of this.processes) one.check();
      if (performance.now() > deadline) {
        const { online, told, waiting } = this.state;
        throw new Error(
          `${what}: not within ${Math.round(withinMs / 1000)} s; ${told} told, ${waiting} wait, ${online} of ${this.seats} seats online`,
        );
      }
      await sleep(20);
    }
  }
}
