import { messageOf } from '../lib/errors.js';
import type { Log } from '../lib/log.js';
import type { EncodedPicture, Snapshot } from './snapshot.js';

/** A frame is kept when the one kept before it is this much older. */
const EVERY_MS = 1000;

type RecentDeps = {
  /** How far back pictures reach, ms. */
  keepMs: number;
  log: Log;
};

/** The last seconds as pictures, about one a second: what the seat looked like a little earlier. In memory only. */
export class RecentPictures {
  readonly #deps: RecentDeps;
  #kept: EncodedPicture[] = [];
  #lastTakenAt = -Infinity;
  #encoding: Promise<void> | undefined;
  #round = 0;
  #failing = false;

  constructor(deps: RecentDeps) {
    this.#deps = deps;
  }

  /** Offers a frame; most are passed over. Returns at once: the JPEG is made in the background, one at a time. */
  offer(snapshot: Snapshot): void {
    const sinceMs = snapshot.takenAt - this.#lastTakenAt;
    // A time that steps far back is a clock that was set: what was kept has no place on the new clock.
    if (sinceMs < -EVERY_MS) this.clear();
    else if (sinceMs < EVERY_MS) return;
    if (this.#encoding !== undefined) return;
    this.#lastTakenAt = snapshot.takenAt;
    this.#encoding = this.#keep(snapshot, this.#round).finally(() => {
      this.#encoding = undefined;
    });
  }

  /** The picture taken nearest to `at` (epoch ms), at most `withinMs` away; undefined where there is none. */
  nearest(at: number, withinMs: number): EncodedPicture | undefined {
    const distance = (picture: EncodedPicture): number => Math.abs(picture.takenAt - at);
    const nearest = this.#kept.toSorted((a, b) => distance(a) - distance(b))[0];
    return nearest !== undefined && distance(nearest) <= withinMs ? nearest : undefined;
  }

  /** Forgets all pictures, the one that is just being made as well. */
  clear(): void {
    this.#kept = [];
    this.#lastTakenAt = -Infinity;
    this.#round += 1;
  }

  /** Waits for the picture that is just being made, then forgets all. */
  async stop(): Promise<void> {
    await this.#encoding;
    this.clear();
  }

  async #keep({ takenAt, encode, encodeBlurred }: Snapshot, round: number): Promise<void> {
    try {
      const [jpeg, blurred] = await Promise.all([encode(), encodeBlurred()]);
      if (round !== this.#round) return;
      this.#kept = [
        ...this.#kept.filter((old) => old.takenAt >= takenAt - this.#deps.keepMs),
        { takenAt, jpeg, blurred },
      ];
      this.#failing = false;
    } catch (err) {
      if (!this.#failing)
        this.#deps.log.warn({ reason: messageOf(err) }, 'recent picture can not be encoded');
      this.#failing = true;
    }
  }
}
