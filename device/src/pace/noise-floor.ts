/** The floor follows a camera that got noisier, as at dusk, by this factor a second: twice the noise after 35 s. */
const RISE_PER_SECOND = 1.02;

/**
 * How much a camera's pictures differ while nothing happens: the least change seen lately, which is its sensor's noise. The minimum
 * falls at once and rises slowly. Source: minimum statistics, as Martin, Noise power spectral density estimation based on optimal
 * smoothing and minimum statistics, 2001, does it for sound.
 */
export class NoiseFloor {
  #least = Infinity;
  #at = 0;

  /**
   * Takes a picture's change (0–1, `PictureQuality.change`) at a time in ms; gives the floor, 0–1. A repeated picture, whose change is
   * exactly 0, says nothing about noise.
   */
  note(change: number, at: number): number {
    const seconds = Math.max(0, at - this.#at) / 1000;
    this.#at = at;
    const risen = this.#least * RISE_PER_SECOND ** seconds;
    this.#least = change > 0 ? Math.min(change, risen) : risen;
    return this.#least;
  }
}
