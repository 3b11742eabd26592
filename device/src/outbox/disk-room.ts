import { rmSync, statSync } from 'node:fs';
import { stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Health } from '@invigil/contract';
import type { Clock } from '../lib/clock.js';
import { messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import type { OutboxStore } from './outbox-store.js';

const LOOK_EVERY_MS = 10_000;
/** Share of the limit from which it is near. */
const NEAR = 0.8;
/** So much is thrown out when the disk is full all at once: some seconds of pictures, and minutes of events. */
const AT_ONCE_BYTES = 8_000_000;
/** More than SQLite's log takes before it is written into its file (1000 pages). */
const RESERVE_BYTES = 5_000_000;
/** Less is not worth another try. */
const WORTH_BYTES = 100_000;
const MB = 1_000_000;

/** Something that waits on the disk. */
export type Holding = {
  /** What it takes. */
  readonly bytes: number;
  /** How many things were given up for want of room, since the start. */
  readonly dropped: number;
  /** Gives up the oldest of it, about so many bytes, at once. Gives what it gave up; 0: nothing that may go. */
  giveUp(bytes: number): number;
};

/** Where nothing can wait. */
export const NO_HOLDING: Holding = { bytes: 0, dropped: 0, giveUp: () => 0 };

type DiskRoomDeps = {
  folder: string;
  /** Most bytes that all holdings take together. */
  maxBytes: number;
  /** Least bytes that are left free on the file system. */
  leastFreeBytes: number;
  /** In the order in which they go. */
  holdings: Record<'kept' | 'pictures' | 'tracks' | 'events', Holding>;
  store: Pick<OutboxStore, 'size' | 'shrink'>;
  clock: Clock;
  log: Log;
};

/**
 * Keeps what waits on the disk within its limit and some of the disk free: events that the hub has go first, then pictures, tracks and at
 * last events, each the oldest first, and the last two only of sessions that are over.
 */
export class DiskRoom {
  readonly #deps: DiskRoomDeps;
  /** Free for this user on the file system; undefined while it can't be told. */
  #freeBytes: number | undefined;
  #near = false;
  #failing = false;

  constructor(deps: DiskRoomDeps) {
    this.#deps = deps;
  }

  /** What the seat's health tells; undefined while it isn't known. */
  state(): Health['disk'] {
    const { holdings, leastFreeBytes, maxBytes } = this.#deps;
    if (this.#freeBytes === undefined) return undefined;
    return {
      usedMb: inMb(this.#used()),
      limitMb: inMb(maxBytes),
      freeMb: inMb(this.#freeBytes),
      leastFreeMb: inMb(leastFreeBytes),
      near: this.#near,
      givenUp: {
        pictures: holdings.pictures.dropped,
        tracks: holdings.tracks.dropped,
        events: holdings.events.dropped,
      },
    };
  }

  /** Looks again, and gives up what is too much. */
  async look(): Promise<void> {
    const { leastFreeBytes, log, maxBytes, store } = this.#deps;
    await this.#measure();
    const free = (this.#freeBytes ?? Number.POSITIVE_INFINITY) + store.size().freeBytes;
    const tooMuch = Math.max(this.#used() - maxBytes, leastFreeBytes - free);
    const bytes = tooMuch > 0 ? this.#giveUp(tooMuch, 'all') : 0;
    if (bytes > 0) log.warn({ bytes, tooMuch }, 'disk limit reached, the oldest things are given up');
    if (free >= leastFreeBytes + RESERVE_BYTES) await this.#setAside();
    const near = this.#used() >= NEAR * maxBytes || free < 2 * leastFreeBytes;
    if (near !== this.#near) {
      this.#near = near;
      if (near) log.warn(this.state() ?? {}, 'disk nearly full, make room or bring the hub back');
      else log.info(this.state() ?? {}, 'disk has room again');
    }
  }

  /** The disk is full now: makes room at once, by what costs least. False: nothing is left that may go. */
  makeRoom(): boolean {
    const { store } = this.#deps;
    if (store.shrink() >= WORTH_BYTES) return true;
    const given = this.#throwOut() || this.#withReserve();
    // Now there is room for it, and what stood in the log twice takes half as much.
    return given + store.shrink() > 0;
  }

  #throwOut(): number {
    const bytes = this.#giveUp(AT_ONCE_BYTES, 'one');
    if (bytes > 0)
      this.#deps.log.error({ bytes }, 'disk full, the oldest things are thrown out for new events');
    return bytes;
  }

  /** Even to delete an event SQLite must write: it has the reserve for that. */
  #withReserve(): number {
    const reserve = this.#takeReserve();
    if (reserve > 0) this.#deps.store.shrink();
    return reserve > 0 ? reserve + this.#throwOut() : 0;
  }

  /** Looks every ten seconds, until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    while (!signal.aborted) {
      await this.look();
      await clock.sleep(LOOK_EVERY_MS, signal);
    }
  }

  /** Gives up things in their order, of the first holding that has any or of all. Gives how many bytes that was. */
  #giveUp(bytes: number, of: 'one' | 'all'): number {
    const { events, kept, pictures, tracks } = this.#deps.holdings;
    let given = 0;
    try {
      for (const holding of [kept, pictures, tracks, events]) {
        if (given < bytes && (given === 0 || of === 'all')) given += holding.giveUp(bytes - given);
      }
    } catch (err) {
      this.#deps.log.error({ reason: messageOf(err) }, 'no room can be made on the disk');
    }
    return given;
  }

  /** Room that nothing takes but the last steps out of a full disk. */
  async #setAside(): Promise<void> {
    try {
      const file = this.#reserve();
      if ((await stat(file).catch(() => undefined))?.size === RESERVE_BYTES) return;
      await writeFile(file, new Uint8Array(RESERVE_BYTES), { mode: 0o600 });
    } catch (err) {
      this.#deps.log.warn({ reason: messageOf(err) }, 'no room can be set aside on the disk');
    }
  }

  /** Gives what it took. */
  #takeReserve(): number {
    const file = this.#reserve();
    const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    rmSync(file, { force: true });
    return bytes;
  }

  #reserve(): string {
    return join(this.#deps.folder, 'reserve');
  }

  #used(): number {
    const { events, pictures, tracks } = this.#deps.holdings;
    return pictures.bytes + tracks.bytes + events.bytes;
  }

  async #measure(): Promise<void> {
    const { folder, log } = this.#deps;
    try {
      const { bavail, bsize } = await statfs(folder);
      this.#freeBytes = bavail * bsize;
      this.#failing = false;
    } catch (err) {
      if (!this.#failing) log.warn({ reason: messageOf(err) }, 'free space of the disk can’t be told');
      this.#failing = true;
    }
  }
}

function inMb(bytes: number): number {
  return Math.max(0, Math.round(bytes / MB));
}
