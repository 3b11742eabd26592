import { THUMBNAIL } from './luma-thumbnail.js';

/** Blocks of a fingerprint, of 10×10 fields of the thumbnail each: a mean over so many hides the noise of a sensor. */
const BLOCK = { columns: 10, rows: 10 } as const;
const COLUMNS = THUMBNAIL.columns / BLOCK.columns;
const BLOCKS = COLUMNS * (THUMBNAIL.rows / BLOCK.rows);

/** How finely times are told apart, ms. */
const STEP_MS = 200;
/** Longest period that is found: 5 min. As many pictures are kept, so they may come five times a second. */
const STEPS = 1500;
/** Shortest period, and how far beside a period nothing may match, both in steps: 1.6 s and 0.6 s. */
const SHORTEST = 8;
const BESIDE = 3;
/** The comparison is a running mean with this time constant, ms … */
const MEAN_MS = 5000;
/** … and tells something once it has been running for 1.6 of them. */
const LEAST_WEIGHT = 0.8;
/** Mean difference of blocks, in luma levels, below which nothing has moved. Noise and JPEG leave up to 0.1. */
const LEAST_MOVEMENT = 0.3;

/**
 * Finds out whether a sequence of pictures repeats an earlier one: a recording that plays in a loop.
 *
 * The perceptual hash of a picture is the mean luma of 48 blocks, kept as numbers: the bits of a difference hash of a calm scene
 * are always the same. Each picture is compared with those of the last five minutes. What repeats differs little from the pictures
 * one period ago, and much more from those 0.6 s before and after these; a person who merely sits still differs as little from
 * these as from those. Measured at five pictures a second on nine cuts of 1.3–75 s from five films, each played in a loop as it
 * is, through JPEG of quality 70 in each second turn, and with noise of σ 3 in each second turn (27 runs): all are found, 8–9 s after
 * the first repetition began, 16 s in one cut where hardly anything moves; at three and two pictures a second likewise (18 runs).
 * Nine real films, 6 min in all, as they are and with noise, reach 0.22 at most, where 0.55 is called a loop. At one picture a second
 * nothing is said.
 *
 * What can't be found: a loop in which nothing moves, and one that is longer than five minutes. What is found by mistake: a scene in
 * which all that moves is a machine that repeats itself, such as a fan.
 */
export class LoopFinder {
  readonly #prints = new Float32Array(STEPS * BLOCKS);
  readonly #times = new Float64Array(STEPS);
  /** Running mean of the difference from what was seen so many steps ago, and how much of a mean it is, 0–1. */
  readonly #differences = new Float64Array(STEPS);
  readonly #weights = new Float64Array(STEPS);
  readonly #nearest = new Float64Array(STEPS);
  #count = 0;

  /**
   * Takes the next picture's thumbnail, and says how far the last seconds repeat earlier ones: 1 in all that moved, 0 not at all;
   * null where nothing moved or too little was seen yet.
   * @param at epoch ms
   */
  read(thumbnail: Float32Array, at: number): number | null {
    const sinceMs = this.#count === 0 ? Infinity : at - this.#times[(this.#count - 1) % STEPS];
    if (sinceMs < 0) this.#forget();
    const print = fingerprintOf(thumbnail);
    this.#compare(print, at);
    this.#average(Math.min(Math.max(0, sinceMs), 1000));
    this.#prints.set(print, (this.#count % STEPS) * BLOCKS);
    this.#times[this.#count % STEPS] = at;
    this.#count++;
    return this.#best();
  }

  /** The clock was set back: what came before can't be placed any more. */
  #forget(): void {
    this.#count = 0;
    this.#weights.fill(0);
  }

  /** The least difference from the pictures around each number of steps ago: frames never come at the very same moments. */
  #compare(print: Float32Array, at: number): void {
    const nearest = this.#nearest.fill(Infinity);
    const newest = this.#count - 1;
    for (let number = newest; number >= 0 && number > newest - STEPS; number--) {
      const entry = number % STEPS;
      const ago = Math.round((at - this.#times[entry]) / STEP_MS);
      if (ago >= STEPS) return;
      if (ago < SHORTEST - BESIDE) continue;
      const difference = differenceOf(print, this.#prints, entry * BLOCKS);
      for (let step = ago - 1; step <= ago + 1 && step < STEPS; step++) {
        if (difference < nearest[step]) nearest[step] = difference;
      }
    }
  }

  #average(sinceMs: number): void {
    const share = 1 - Math.exp(-sinceMs / MEAN_MS);
    for (let step = 0; step < STEPS; step++) {
      if (this.#nearest[step] === Infinity) continue;
      const weight = this.#weights[step] + share * (1 - this.#weights[step]);
      // The first values count as an ordinary mean: a running one would start from nothing.
      if (weight > 0) {
        this.#differences[step] += (this.#nearest[step] - this.#differences[step]) * (share / weight);
      }
      this.#weights[step] = weight;
    }
  }

  /** One less the least ratio of the difference at a period to that beside it. */
  #best(): number | null {
    let least = Infinity;
    for (let step = SHORTEST; step + BESIDE < STEPS; step++) {
      const [before, after] = [step - BESIDE, step + BESIDE];
      // At a low rate some steps are never compared.
      if ([before, step, after].some((each) => this.#weights[each] < LEAST_WEIGHT)) continue;
      const beside = Math.min(this.#differences[before], this.#differences[after]);
      if (beside >= LEAST_MOVEMENT) least = Math.min(least, this.#differences[step] / beside);
    }
    return least === Infinity ? null : Math.max(0, 1 - least);
  }
}

function fingerprintOf(thumbnail: Float32Array): Float32Array {
  const print = new Float32Array(BLOCKS);
  for (const [field, luma] of thumbnail.entries()) {
    const column = Math.floor((field % THUMBNAIL.columns) / BLOCK.columns);
    const row = Math.floor(field / THUMBNAIL.columns / BLOCK.rows);
    print[row * COLUMNS + column] += luma / (BLOCK.columns * BLOCK.rows);
  }
  return print;
}

function differenceOf(print: Float32Array, prints: Float32Array, start: number): number {
  let sum = 0;
  for (let block = 0; block < BLOCKS; block++) sum += Math.abs(print[block] - prints[start + block]);
  return sum / BLOCKS;
}
