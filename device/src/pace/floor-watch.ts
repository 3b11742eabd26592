/** Lateness that makes the machine too slow, in seconds of looks. */
const TOO_LATE_S = 4;
/** A timer fires late, and a look waits for its frame: so much of the floor is demanded. */
const DEMANDED = 0.9;

/**
 * Tells whether looks keep to their floor. A leaky bucket: what is due flows in, what was looked at flows out. It is too slow once
 * the bucket is full, and well again only when it is empty, so that one late look says nothing and a machine at the brink does not
 * flicker. Source: the continuous-state leaky bucket of ITU-T I.371, annex A.
 */
export class FloorWatch {
  readonly #perSecond: number;
  #due = 0;
  #tooSlow = false;

  /** @param floor looks a second */
  constructor(floor: number) {
    this.#perSecond = floor * DEMANDED;
  }

  get tooSlow(): boolean {
    return this.#tooSlow;
  }

  /**
   * Notes what happened in `seconds`: how many frames the camera gave and how many looks ended. More than the camera gives is not
   * due: a slow camera is no slow machine.
   */
  note(seconds: number, { frames, looks }: { frames: number; looks: number }): void {
    const full = TOO_LATE_S * this.#perSecond;
    const due = Math.min(this.#perSecond * seconds, frames);
    this.#due = Math.min(full, Math.max(0, this.#due + due - looks));
    if (this.#due === full) this.#tooSlow = true;
    else if (this.#due === 0) this.#tooSlow = false;
  }
}
