import { type HeardSecond, holdsVoice } from './voice-activity.js';

/** So many quiet seconds are remembered: two minutes of them. */
const MOST_QUIET = 120;
/** With fewer it isn't known what is quiet here. */
const LEAST_QUIET = 5;
/** Steps in which a level is told, dB. */
const STEP_DB = 0.5;

/**
 * By how much a voice is louder than what the same microphone hears without one. Microphones differ by far more than voices do, and what is
 * compared between seats must not depend on how theirs are set. Pure: a second in, nothing kept but levels.
 */
export class VoiceLevel {
  #quiet: number[] = [];
  #stretch: number[] = [];

  take(second: HeardSecond): void {
    if (holdsVoice(second)) this.#stretch.push(second.levelDb);
    else {
      this.#stretch = [];
      this.#quiet = [...this.#quiet, second.levelDb].slice(-MOST_QUIET);
    }
  }

  /** How many seconds this stretch of a voice has lasted; 0: there is none. */
  get seconds(): number {
    return this.#stretch.length;
  }

  /** Of this stretch so far, dB; undefined where there is none, or too little quiet was heard before. */
  get aboveQuietDb(): number | undefined {
    if (this.#stretch.length === 0 || this.#quiet.length < LEAST_QUIET) return undefined;
    return Math.round((middle(this.#stretch) - middle(this.#quiet)) / STEP_DB) * STEP_DB;
  }

  /** The microphone was lost: another one may come, set in another way. */
  forget(): void {
    this.#quiet = [];
    this.#stretch = [];
  }
}

/** Of two middle ones the lower: a level that was heard. */
function middle(levels: readonly number[]): number {
  return levels.toSorted((a, b) => a - b)[Math.floor((levels.length - 1) / 2)] ?? NaN;
}
